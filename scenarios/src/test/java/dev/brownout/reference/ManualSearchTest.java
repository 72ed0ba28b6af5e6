package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.ManualSearch.Hit;
import org.junit.jupiter.api.Test;

/** Full-text search in the manual. */
class ManualSearchTest {
    private final ManualSearch search = new ManualSearch(new Manual(LanguageDefinition.standard()));

    @Test
    void matchingNamesRankFirst() {
        assertThat(search.of("Jitter"))
                .extracting(Hit::name)
                .startsWith("jitter", "ttl_jitter")
                .contains("exponential backoff");
        assertThat(search.of("stale read").get(0).name()).isIn("replication lag", "stale_reads");
    }

    @Test
    void allWordsMustMatchInAnyOrder() {
        assertThat(search.of("clock vector")).extracting(Hit::name).startsWith("vector clock");
        assertThat(search.of("vector zebra")).isEmpty();
    }

    @Test
    void showsTheSentenceWithTheWord() {
        Hit hit = new Hit("a", "kind", "This is one. That has a Needle in it. More.", "");
        assertThat(ManualSearch.matchingSentence(hit, "needle")).isEqualTo("That has a Needle in it.");
        assertThat(ManualSearch.matchingSentence(hit, "thread")).isEqualTo("This is one.");
    }

    @Test
    void additionalEntriesAreFound() {
        ManualSearch more = new ManualSearch(new Manual(LanguageDefinition.standard()))
                .and(new Hit("story", "scenario", "A zebra runs", ""));
        assertThat(more.of("zebra")).extracting(Hit::name).containsExactly("story");
    }
}
