package stet.domain.checking;

import java.util.List;
import java.util.Set;

/** What a language knows of a word: what it can be in a number or a date, and the phrases that begin with it. */
record VocabularyEntry(Set<Sense> senses, List<Phrase> phrases) {}
