package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.reference.GlossaryTerms.Term;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Glossary terms: their manual pages, scenarios and names. */
@Tag("once")
class GlossaryTermsTest {
    private final Manual manual = new Manual(LanguageDefinition.standard());

    @Test
    void manualPagesOfEveryTermExist() {
        List<String> lost = new ArrayList<>();
        for (Term term : GlossaryTerms.all()) {
            term.spellings().stream()
                    .filter(path -> !isKnown(path))
                    .forEach(path -> lost.add(term.name() + ": " + path));
        }
        assertThat(lost).isEmpty();
    }

    private boolean isKnown(String path) {
        String[] parts = path.split("[.=]", -1);
        List<ManualPage> pages = manual.pages().stream()
                .filter(page ->
                        page.group() != ManualChapter.TERMS && page.name().equals(parts[0]))
                .toList();
        if (parts.length == 1) {
            return !pages.isEmpty();
        }
        Optional<Parameter> parameter = pages.stream()
                .flatMap(page -> page.parameters().stream())
                .filter(one -> one.name().equals(parts[1]))
                .findFirst();
        return parameter.isPresent()
                && (parts.length == 2
                        || parameter.get().words().stream()
                                .anyMatch(word -> word.word().equals(parts[2])));
    }

    @Test
    void scenariosOfEveryTermExist() {
        assertThat(GlossaryTerms.all().stream().flatMap(term -> term.play().stream()))
                .isSubsetOf(new ShippedLibrary().names());
    }

    @Test
    void everyTermHasAManualPageAndAScenario() {
        assertThat(GlossaryTerms.all())
                .allMatch(term -> !term.spellings().isEmpty() && !term.play().isEmpty());
    }

    /** Words that people search: terms, abbreviations, products and symptoms, one a line. */
    @Test
    @Tag("rows")
    void searchedWordsHaveAPage() throws IOException {
        List<String> words = Files.readAllLines(Path.of("src/test/resources/searched-words.txt"));
        assertThat(words).hasSizeGreaterThan(150);
        assertThat(TestRound.rotating(words, 20))
                .allMatch(word -> !manual.pagesAbout(word).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Circuit Breakers", "load balancer", "ttl-jitter", "server.sessions", "Redis Cluster"})
    void wordsOfTheLanguageIgnoreCaseHyphensAndPlurals(String word) {
        assertThat(manual.pagesAbout(word)).isNotEmpty();
    }

    @Test
    void termsWithoutAModelNameTheNearestOne() {
        assertThat(manual.pagesAbout("saga").get(0).notes()).first().asString().startsWith("Not modelled: ");
    }

    /** An unknown kind with the name of a term gives a kind that expresses it, or its page, and no similar word. */
    @Test
    void messagesAboutUnknownNamesLeadToTheTerm() {
        List<String> kinds = manual.pages(ManualChapter.COMPONENTS).stream()
                .map(ManualPage::name)
                .toList();
        for (Term term : GlossaryTerms.all()) {
            List<String> written = term.names()
                    .filter(name -> kinds.stream()
                            .noneMatch(kind -> PlainWords.join(kind).equals(PlainWords.join(name))))
                    .toList();
            assertThat(written)
                    .allSatisfy(name -> assertThat(SpellingSuggestion.unknownChoice("kind", name, kinds)
                                    .toString())
                            .containsAnyOf("; use '", "; for this term, see 'brownout explain "));
        }
    }

    @Test
    void termNamesAreUnique() {
        assertThat(GlossaryTerms.all().stream()
                        .flatMap(term -> term.names().map(PlainWords::join).distinct()))
                .doesNotHaveDuplicates();
    }

    /** Common search terms of system design courses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sticky", "celebrity", "SPOF", "write-back", "cache-aside", "round-robin", "modulo",
                "consistent hashing", "geo-dns", "vertical scaling", "kafka", "redis", "rolling deploy", "partition",
                "consumer group", "quorum", "vector clock", "CAP", "thundering herd", "backpressure", "Split Brain",
                "eventual_consistency", "idempotency key", "dlq", "little's law", "horizontal scaling", "raft", "lww"
            })
    void termsAreFoundByTheirNames(String word) {
        assertThat(manual.pagesAbout(word)).first().matches(page -> page.group() == ManualChapter.TERMS);
    }
}
