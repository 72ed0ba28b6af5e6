package dev.brownout.page;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.KoreanSentences;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualPage;
import dev.brownout.reference.PageLines;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.util.List;
import java.util.stream.Collectors;

/** The manual of a page in each language. A manual is built by the first word in its language. */
final class PageManual {
    private Manual english;
    private Manual korean;

    /**
     * Explains a word in a language.
     *
     * @param sentences the Korean sentences of the manual as JSON; empty for those of the program
     * @throws ExperimentException if the manual does not have it
     */
    String explain(String word, TextLanguage language, String sentences) {
        return LanguageScope.in(language, () -> explain(ofLanguage(language, sentences), word));
    }

    private Manual ofLanguage(TextLanguage language, String sentences) {
        return switch (language) {
            case en -> {
                english = english == null ? new Manual(LanguageDefinition.standard()) : english;
                yield english;
            }
            case ko -> {
                korean = korean == null ? new Manual(LanguageDefinition.standard(), sentences(sentences)) : korean;
                yield korean;
            }
        };
    }

    private static KoreanSentences sentences(String json) {
        return json.isEmpty() ? KoreanSentences.shippedInstance() : KoreanSentences.parse(json);
    }

    private static String explain(Manual manual, String word) {
        List<String> chapter = PageLines.chapter(manual, word, false);
        if (!chapter.isEmpty()) {
            return String.join("\n", chapter) + "\n";
        }
        List<ManualPage> pages = manual.pagesAbout(word);
        if (pages.isEmpty()) {
            throw new ExperimentException(
                    SpellingSuggestion.hinted(Sentence.of("unknown word '{}'", word), word, manual.words()));
        }
        return pages.stream()
                .map(page -> String.join("\n", PageLines.lines(page, false)) + "\n")
                .collect(Collectors.joining("\n"));
    }
}
