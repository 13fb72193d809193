"""Clear dialogue: a second mix of a film's sound in which every word stands forward."""
