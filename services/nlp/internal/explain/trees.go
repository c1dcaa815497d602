package explain

// trees lists the words of every sentence's tree.
func (b *builder) trees() {
	if b.Article == nil {
		return
	}
	for i := range b.e.Sentences {
		tree := b.Article.Tree(i)
		if tree == nil {
			continue
		}
		for _, w := range tree.Words {
			b.e.Sentences[i].Words = append(b.e.Sentences[i].Words, Word{Form: w.Form, Tag: w.Tag.String(), Relation: w.Relation.String(), Head: w.Head})
		}
	}
}
