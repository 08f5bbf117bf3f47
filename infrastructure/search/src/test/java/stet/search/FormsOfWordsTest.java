package stet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Which words are found by which")
class FormsOfWordsTest {

    @ParameterizedTest(name = "{0}: “{1}” is found by “{2}”")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Marks, capitals, and what looks alike.
                "en | The café reopened             | cafe",
                "en | The cafe reopened             | CAFÉ",
                "en | Zürich said no                | zurich",
                "de | Zürich sagt nein              | Zuerich",
                "de | Mueller kommt                 | Müller",
                "de | Die Straße ist gesperrt       | strasse",
                "fr | L’été sera chaud              | ete",
                "es | El niño llegó                 | nino",
                "es | Peña habla                    | PENA",
                "pl | Łódź czeka                    | lodz",
                "en | Ｆｕｌｌ ｗｉｄｔｈ             | full width",
                "en | The ﬁrst train                | first",
                "en | co\u00adoperation             | cooperation",
                // Apostrophes and quotation marks.
                "en | Mr O’Neill resigned           | o'neill",
                "en | Mr O'Neill resigned           | O’Neill",
                "en | Mr O’Neill resigned           | oneill",
                "en | The council’s plan            | council",
                "en | the council plan              | council’s",
                "en | She didn’t know               | didn't",
                "en | He said “never again”         | never again",
                "de | Er sagte „niemals“            | niemals",
                "fr | Il a dit « jamais »           | jamais",
                "fr | l’école d’Artagnan            | école",
                "fr | l’école d’Artagnan            | l'ecole artagnan",
                // Forms of words.
                "en | The houses burned             | house",
                "en | One house burned              | houses",
                "en | She was running for mayor     | run",
                "en | Two cities voted              | city",
                "en-GB | Two cities voted           | city",
                "de | Die Häuser brannten           | Haus",
                "de | In den Schulen                | Schule",
                "de-AT | Die Kinder lernen          | Kind",
                "fr | Les chevaux sont partis       | cheval",
                "fr | Des décisions nationales      | décision national",
                "es | Las canciones nuevas          | canción",
                "es | Los trenes llegaron           | tren",
                "it | Le città italiane             | citta italiana",
                "pt | As decisões                   | decisão",
                "nl | De huizen branden             | huizen",
                "nb | Bilene kom                    | bil",
                "ru | Новые законы приняты          | закон",
                // Numbers.
                "en | It cost 1,000 euros           | 1000",
                "en | It cost 1,000 euros           | 1.000",
                "de | Es kostet 1.000 Euro          | 1,000",
                "fr | Cela coûte 1\u202f000 euros   | 1000",
                "fr | Cela coûte 12\u00a0500\u00a0000 euros | 12,500,000",
                "de | Es waren 3,5 Prozent          | 3.5",
                "en | on 9/11 in 2001               | 2001",
                "ar | ١٢٣ شخصا                      | 123",
                // What a hyphen joins.
                "en | The vice-president spoke      | vice president",
                "en | The vice president spoke      | vice-president",
                "en | The vice-president spoke      | president",
                "en | Saint\u2011Denis is quiet     | saint denis",
                // Languages that are not known, and those without spaces.
                "ja | 東京で会議が開かれた            | 東京",
                "el | Η Αθήνα περιμένει             | αθηνα",
                "tlh | Heghlu’meH QaQ               | heghlumeh",
                "    | Nobody said which language   | LANGUAGE",
            })
    void found(String language, String text, String asked) {
        try (var index = SearchIndex.inMemory()) {
            index.write(List.of(entry(language == null ? "" : language, text)));

            var found = index.find(Question.of(asked));

            assertThat(found.hits()).hasSize(1);
            assertThat(found.hits().getFirst().sentences()).isNotEmpty();
            assertThat(found.hits().getFirst().sentences().getFirst().pieces()).anyMatch(Found.Piece::found);
        }
    }

    @ParameterizedTest(name = "{0}: {1} and {2} find each other")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | bus | buses",
                "en | story | stories",
                "en | crisis | crises",
                "en | case | cases",
                "en | base | bases",
                "en | basis | bases",
                "en | analysis | analyses",
                "en | thesis | theses",
                "en | gas | gases",
                "en | lens | lenses",
                "en | virus | viruses",
                "en | campus | campuses",
                "en | church | churches",
                "en | hero | heroes",
                "en | quiz | quizzes",
                "en | wife | wives",
                "en | life | lives",
                "en | live | lives",
                "en | leaf | leaves",
                "en | leave | leaves",
                "en | child | children",
                "en | woman | women",
                "en | spokesman | spokesmen",
                "en | person | people",
                "en | mouse | mice",
                "en | referendum | referenda",
                "en | criterion | criteria",
                "en | index | indices",
                "de | Bus | Busse",
                "de | Krise | Krisen",
                "de | Geschichte | Geschichten",
                "de | Haus | Häuser",
                "de | Ministerin | Ministerinnen",
                "de | Minister | Ministers",
                "de | Ergebnis | Ergebnisse",
                "de | Ergebnis | Ergebnissen",
                "de | Auto | Autos",
                "de | Museum | Museen",
                "de | Zentrum | Zentren",
                "de | Thema | Themen",
                "de | Firma | Firmen",
                "de | Konto | Konten",
                "de | Virus | Viren",
                "de | Ministerium | Ministerien",
                "de | Stadt | Städte",
                "de | Straße | Straßen",
                "de | Fluss | Flüsse",
                "de | Organismus | Organismen",
                "de | Familie | Familien",
                "de | Praxis | Praxen",
                "fr | bus | bus",
                "fr | crise | crises",
                "fr | histoire | histoires",
                "fr | journal | journaux",
                "fr | travail | travaux",
                "fr | œil | yeux",
                "fr | bateau | bateaux",
                "fr | jeu | jeux",
                "fr | élection | élections",
                "fr | loi | lois",
                "fr | maire | maires",
                "fr | bijou | bijoux",
                "es | autobús | autobuses",
                "es | crisis | crisis",
                "es | historia | historias",
                "es | luz | luces",
                "es | niño | niños",
                "es | voto | votos",
                "es | casa | casas",
                "es | mes | meses",
                "es | país | países",
                "es | francés | franceses",
                "es | interés | intereses",
                "es | juez | jueces",
                "es | ley | leyes",
                "es | frase | frases",
                "es | elección | elecciones",
            })
    void each_finds_the_other(String language, String one, String other) {
        found(language, one, other);
        found(language, other, one);
    }

    @ParameterizedTest(name = "{0}: “{1}” is not found by “{2}”")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "en | The houses burned            | horse",
                "en | These were not read          | thesis",
                "en | The prize was shared         | price",
                "en | Prices rose                  | prix",
                "en | It is safe                   | saves",
                "de | Die Basis fehlt              | Bass",
                "en | The houses burned            | \"house\"",
                "en | The vice of a president      | vice-president",
                "en | It cost 1,000 euros          | 100",
                "en | It cost 1,000 euros          | 1",
                "de | Es waren 3,5 Prozent         | 35",
                "en | Mr O’Neill resigned          | neil",
                "fr | Les chevaux sont partis      | chevaux -partis",
                "en | never say again              | “never again”",
            })
    void notFound(String language, String text, String asked) {
        try (var index = SearchIndex.inMemory()) {
            index.write(List.of(entry(language, text)));

            assertThat(index.find(Question.of(asked)).hits()).isEmpty();
        }
    }

    private static Entry entry(String language, String text) {
        return new Entry(
                "1", "1", "text", language, List.of(new Passage("p", false, text)), Map.of(), Map.of(), "source");
    }
}
