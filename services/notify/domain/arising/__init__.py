"""What duty a fact brings: who is concerned, in which round, until when and by which clause."""
