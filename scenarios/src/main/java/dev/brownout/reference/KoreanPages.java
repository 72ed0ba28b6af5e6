package dev.brownout.reference;

import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates pages of the manual. Names, units and examples stay; a sentence without a translation stays in English,
 * and is marked where it is shown.
 */
final class KoreanPages {
    private final KoreanSentences sentences;

    KoreanPages(KoreanSentences sentences) {
        this.sentences = sentences;
    }

    /** Returns a page in Korean. */
    ManualPage translate(ManualPage page) {
        return new ManualPage(
                page.group(),
                page.name(),
                page.title(),
                text(page.sentence()),
                page.sheet(),
                page.parameters().stream().map(this::translate).toList(),
                page.metrics().stream()
                        .map(metric -> new Measure(metric.name(), metric.unit(), text(metric.sentence())))
                        .toList(),
                page.notes().stream().map(this::text).toList(),
                page.example());
    }

    private Parameter translate(Parameter parameter) {
        return new Parameter(
                parameter.name(),
                range(parameter.what()).orElseGet(() -> SentenceTranslation.marked(parameter.what())),
                parameter.defaultText(),
                parameter.needed(),
                text(parameter.sentence()),
                parameter.source(),
                parameter.words().stream()
                        .map(word -> new Word(word.word(), text(word.sentence())))
                        .toList(),
                parameter.inner().stream().map(this::translate).toList());
    }

    private String text(String english) {
        return sentences.of(english).orElse(english);
    }

    /** Returns the Korean description of a type with its limits; empty if a part of it has no translation. */
    Optional<String> range(String english) {
        Optional<String> whole = sentences.of(english);
        if (whole.isPresent()) {
            return whole;
        }
        List<String> parts = new ArrayList<>();
        for (String part : english.split(", (?![^(]*\\))", -1)) {
            Optional<String> korean = limit(part);
            if (korean.isEmpty()) {
                return korean;
            }
            parts.add(korean.get());
        }
        return Optional.of(String.join(", ", parts));
    }

    private Optional<String> limit(String part) {
        if (part.startsWith("at least ")) {
            return Optional.of(part.substring("at least ".length()) + " 이상");
        }
        if (part.startsWith("at most ")) {
            return Optional.of(part.substring("at most ".length()) + " 이하");
        }
        if (part.startsWith("more than ")) {
            return Optional.of(part.substring("more than ".length()) + " 초과");
        }
        if (part.startsWith("or ")) {
            return limit(part.substring("or ".length())).map(other -> "또는 " + other);
        }
        if (part.startsWith("each ")) {
            return limit(part.substring("each ".length())).map(one -> "각각 " + one);
        }
        return part.indexOf(' ') < 0 ? Optional.of(part) : sentences.of(part);
    }
}
