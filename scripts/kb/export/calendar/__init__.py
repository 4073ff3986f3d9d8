"""Events as iCalendar: on a day only where one is known."""
