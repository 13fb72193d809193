"""A passage to be read aloud, for captions.py: invented, without numbers or rare names."""

PASSAGE = """
The boat came in before the light did. Nobody on the quay had seen it leave, and nobody had
thought to ask where the old man went at night. He tied the rope twice around the post, as his
father had shown him, and carried the first of the boxes up the stone steps to the house.

His daughter was waiting in the kitchen with the kettle on. She did not say good morning. She
looked at the box, then at his hands, and asked whether he had found it this time. He shook his
head and sat down by the window. Outside, the rain had begun to fall again, slow and even, as it
had fallen for most of the week.

There was a film they used to watch together when she was small, about a woman who builds a
lighthouse on a mountain. People laugh at her, because the sea is far away, but one day the water
rises and every ship in the world comes to her for help. He had always liked the ending. She had
always asked what happened to the mountain.

The box held nothing but letters. Some were wet, and the ink had run into blue clouds. They laid
them out on the table, one beside the other, and waited for the paper to dry. By the afternoon
they could read a few of the words. Most of them were about the weather, the price of bread, and
a garden that somebody had planted behind the church. One of them was a question, written in a
careful hand and underlined, and neither of them could answer it.

In the evening the neighbours came with soup and stayed longer than they had planned. They told
the story of the winter when the harbour froze, and of the teacher who walked across the ice to
bring the children their books. Everyone remembered it differently. The old man listened, and
for the first time in many days he smiled. When they had gone, he put on his coat and his boots.
His daughter held the door open for him and handed him the lamp. This time she went with him.
"""
