package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.Sentences;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.MissingTranslations;
import dev.brownout.spec.SpecFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Korean sentences of the manual and of the library. Missing and unused ones are listed. */
@Tag("once")
class KoreanSentencesTest {
    private static final Path LIBRARY = Path.of("src/main/resources/dev/brownout/reference/korean/library.json");
    private static final Pattern HELP = Pattern.compile("\\{ default: .*help: (.+) }");
    private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");
    private static final String LEVEL = " A mean over time, not a count; '.max' is the maximum.";
    private static final String CONDITION = " Only with ";

    private final KoreanSentences sentences = KoreanSentences.shippedInstance();
    private final Manual manual = new Manual(LanguageDefinition.standard());

    /** Returns the English texts of the manual by their place. */
    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> terms =
                KoreanTerms.all().stream().map(KoreanTerms.KoreanTerm::page).collect(Collectors.toSet());
        for (ManualPage page : manual.pages()) {
            String place = page.group().name().toLowerCase(Locale.ROOT) + " " + page.name();
            if (!terms.contains(page.name())) {
                texts.put(place, page.sentence());
            }
            page.parameters().forEach(parameter -> add(place, parameter, texts));
            page.metrics().forEach(metric -> texts.put(place + " metric " + metric.name(), metric.sentence()));
            for (int i = 0; i < page.notes().size(); i++) {
                texts.put(place + " note " + (i + 1), page.notes().get(i));
            }
        }
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    private static void add(String owner, Parameter parameter, Map<String, String> texts) {
        String place = owner + "." + parameter.name();
        texts.put(place, parameter.sentence());
        parameter.words().forEach(word -> texts.put(place + "=" + word.word(), word.sentence()));
        parameter.inner().forEach(inner -> add(place, inner, texts));
    }

    /** Returns the types of all parameters. */
    private Set<String> ranges() {
        Set<String> ranges = new LinkedHashSet<>();
        manual.pages().forEach(page -> page.parameters().forEach(parameter -> addRange(parameter, ranges)));
        return ranges;
    }

    private static void addRange(Parameter parameter, Set<String> ranges) {
        ranges.add(parameter.what());
        parameter.inner().forEach(inner -> addRange(inner, ranges));
    }

    /** Returns the first sentence of each fault, which the workbench page shows. */
    private static List<String> faults() {
        return Vocabulary.standard().faults().stream()
                .map(fault -> Sentences.leading(SpecFields.of(fault).sentence(), 0))
                .toList();
    }

    /** Returns the titles, questions and descriptions of parameters of the library without the course. */
    private static Set<String> libraryTexts() {
        ShippedLibrary library = new ShippedLibrary();
        Set<String> texts = new LinkedHashSet<>();
        library.entries().forEach(entry -> {
            if (!library.ladder().contains(entry.name())) {
                texts.add(entry.title());
                texts.add(entry.question());
            }
            HELP.matcher(library.text(entry.name()).orElseThrow()).results().forEach(help -> texts.add(help.group(1)));
        });
        texts.remove("");
        return texts;
    }

    /** Returns the Korean texts of the library and of the manual, as a page has them. */
    private Map<String, String> all() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(
                KoreanSentences.parse(Files.readString(LIBRARY)).all());
        assertThat(all).doesNotContainKeys(sentences.all().keySet().toArray(new String[0]));
        all.putAll(sentences.all());
        return all;
    }

    @Test
    void missingAndUnusedSentencesAreListed() throws IOException {
        Set<String> missing = new LinkedHashSet<>();
        texts().forEach((place, text) -> {
            if (sentences.of(text).isEmpty()) {
                missing.add(place);
            }
        });
        KoreanPages pages = new KoreanPages(sentences);
        ranges().stream().filter(range -> pages.range(range).isEmpty()).forEach(missing::add);
        Set<String> others = new LinkedHashSet<>(libraryTexts());
        others.addAll(faults());
        others.removeAll(all().keySet());
        missing.addAll(others);
        MissingTranslations.write("manual", missing);
        Set<String> unused = new LinkedHashSet<>(all().keySet());
        unused.removeAll(english());
        MissingTranslations.write("manual-unused", unused);
        assertThat(missing.size() + unused.size())
                .as("missing and unused sentences")
                .isLessThan(all().size());
    }

    /** Returns all English sentences that may have a Korean form. */
    private Set<String> english() {
        Set<String> english = new LinkedHashSet<>(libraryTexts());
        english.addAll(faults());
        texts().values().forEach(text -> addForms(text, english));
        manual.pages().forEach(page -> addForms(page.sentence(), english));
        ranges().forEach(range -> {
            english.add(range);
            for (String part : range.split(", (?![^(]*\\))", -1)) {
                english.add(part.replaceFirst("^(or|each) (each )?", ""));
            }
        });
        return english;
    }

    @Test
    void koreanSentencesAreInKorean() throws IOException {
        assertThat(all())
                .allSatisfy((text, korean) ->
                        assertThat(korean).as(text).containsPattern(HANGUL).doesNotContain("  "));
    }

    /** Adds a text, and the text without an owner, a condition and the end of a level. */
    private static void addForms(String text, Set<String> forms) {
        forms.add(text);
        if (text.endsWith(LEVEL)) {
            addForms(text.substring(0, text.length() - LEVEL.length()), forms);
        }
        int condition = text.lastIndexOf(CONDITION);
        if (condition > 0) {
            addForms(text.substring(0, condition), forms);
        }
        int owner = text.indexOf(": ");
        if (owner > 0 && text.matches("(of|with) [a-z, -]+: .*")) {
            addForms(text.substring(owner + 2), forms);
        }
    }

    @Test
    void sentenceIsComposedOfItsParts() {
        assertThat(sentences.of("Entry without a translation.")).isEqualTo(Optional.empty());
        assertThat(sentences.of("Lifetime of an entry." + LEVEL))
                .hasValue("항목의 수명입니다. 개수가 아니라 시간 평균이며, '.max'는 최댓값입니다.");
        assertThat(sentences.of("Lifetime of an entry. Only with ttl of at least 2 or 'nodes'."))
                .hasValue("항목의 수명입니다. (조건: ttl 2 이상 또는 'nodes')");
        assertThat(sentences.of("of a cache: Lifetime of an entry.")).hasValue("cache: 항목의 수명입니다.");
        assertThat(KoreanSentences.parse("{ \"sentences\": [[\"A.\", \"가.\"]] }")
                        .of("A."))
                .hasValue("가.");
    }
}
