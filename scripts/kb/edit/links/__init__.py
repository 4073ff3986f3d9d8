"""Which addresses of sources lead nowhere any more: asked gently, told in a report.

Addresses are asked one after another by lychee, what they answered is judged by what an earlier run
found, and only what lasts is called dead. Nothing here writes into the dossier: an editor does.
"""
