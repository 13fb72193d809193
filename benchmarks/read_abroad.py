"""Passages in other languages to be read aloud, for captions.py: invented, without numbers."""

PASSAGES = {
    "de": """
Am Morgen lag der Nebel so dicht über dem Hafen, dass niemand die Boote sehen konnte. Die alte Frau
stellte ihren Korb auf die Mauer und wartete. Sie hatte Brot mitgebracht, ein Stück Käse und eine
Flasche Wasser. Als die Glocke der Kirche läutete, hörte sie endlich den Motor. Ihr Sohn sprang auf
die Steine, nahm sie in den Arm und sagte, dass die Fahrt länger gedauert habe als sonst. Der Wind
habe sich in der Nacht gedreht, und vor der Insel seien die Wellen hoch gewesen. Sie gab ihm das
Brot und fragte nicht weiter. Auf dem Weg nach Hause zeigte er ihr die Fische, und beide lachten
über die Katze, die ihnen folgte.
""",
    "fr": """
Le cinéma de la petite ville était fermé depuis longtemps, mais la gardienne venait encore chaque
dimanche. Elle ouvrait les fenêtres, balayait la salle et regardait les affiches qui pâlissaient
sur les murs. Un soir, un jeune homme frappa à la porte. Il avait trouvé chez son oncle une boîte
pleine de vieilles bobines, et il ne savait pas comment les montrer. Elle le fit entrer sans dire
un mot. Ensemble, ils nettoyèrent la machine, cherchèrent une lampe et tendirent un drap blanc. Les
voisins arrivèrent un par un, avec des chaises et des couvertures. Quand la lumière s'éteignit, on
vit une plage, une femme qui courait, et tout le monde se tut.
""",
    "es": """
La maestra vivía al final de la calle, en una casa con las puertas azules. Todas las tardes los
niños pasaban por allí para escuchar sus historias. Aquel día les habló de un río que había perdido
su nombre. La gente del pueblo lo llamaba de muchas maneras, y el agua ya no sabía adónde ir. Una
niña decidió caminar hasta la montaña donde nacía. Durmió bajo los árboles, comió fruta y preguntó
a los pastores. Cuando llegó a la fuente, encontró una piedra con una palabra escrita. La leyó en
voz alta, y el río volvió a cantar. Los niños guardaron silencio, y después pidieron que la contara
otra vez.
""",
}
"""By language tag, which espeak-ng knows them by, too."""
