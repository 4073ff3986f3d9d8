"""Entities and statements of FollowTheMoney."""
