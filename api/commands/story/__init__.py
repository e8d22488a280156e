"""Made-up Networks, meetings and people, so that somebody who looks at Lightline for the first time sees it at work.

story.yaml   who and what
places.py    founds the Networks and plans their meetings
people.py    lets the people text: every word of theirs takes the road of a real text
agenda.py    begins an agenda, as a chair would
"""
