package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script of the search, with the index of the documentation. */
@Tag("once")
class SearchRankingTest {
    /** Kinds of entries with names that are all searched. */
    private static final Set<String> ALL =
            Set.of("command", "fault", "guide", "kind", "load", "policy", "section", "step");

    /** Kinds of entries with names of which some are searched. */
    private static final Set<String> SAMPLED =
            Set.of("distribution", "key distribution", "metric", "profile", "scenario", "setting", "term");

    private static final int DISTANCE = 16;

    /** Number of entries that are searched in {@code mvn verify}, which depend on the commit. */
    private static final int SOME = 60;

    /** Kinds of entries that are found by the name of their page and their own name as well. */
    private static final Set<String> PARTS = Set.of("metric", "setting");

    private static SearchScript search;

    /** An entry of the index. */
    private record Entry(String title, String target, String kind, String place, String synonyms) {
        static Entry of(List<String> fields) {
            return new Entry(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(5));
        }

        /** Returns the title and the synonyms. */
        List<String> names() {
            List<String> names = new ArrayList<>(List.of(title.replaceFirst("^brownout ", "")));
            if (!synonyms.isEmpty()) {
                names.addAll(List.of(synonyms.split(", ")));
            }
            return names;
        }

        String nameWithPage() {
            return place + " " + title;
        }

        List<String> queries() {
            List<String> queries = new ArrayList<>(names());
            if (PARTS.contains(kind)) {
                queries.add(nameWithPage());
            }
            return queries;
        }

        /** Returns whether the entry has a name, without regard to case and punctuation. */
        boolean has(String name) {
            return names().stream().anyMatch(each -> words(each).equals(words(name)))
                    || words(nameWithPage()).equals(words(name));
        }

        private static String words(String text) {
            return MarkdownPages.lowerCase(text).replaceAll("[^a-z0-9%+]+", " ").strip();
        }
    }

    @BeforeAll
    static void load() {
        search = new SearchScript();
    }

    @AfterAll
    static void end() {
        search.close();
    }

    private static List<String> targets(String query, int limit) {
        return search.found(query, limit).stream()
                .map(entry -> Entry.of(entry).target())
                .toList();
    }

    /** A query and a page or an anchor that must be the first result. */
    @ParameterizedTest
    @CsvSource({
        "timeout, reference/policies/timeout.html",
        "cache, reference/components/cache.html",
        "hit_ratio, reference/metrics/cache.html#row-hit_ratio",
        "kafka, reference/profiles/kafka.html",
        "circuit breaker, reference/policies/circuit-breaker.html",
        "retry budget, reference/terms/r.html#retry-budget",
        "cost per hour, reference/metrics/components-and-all.html#row-cost_per_hour",
        "exit code 2, reference/exit-codes.html#row-2",
        "capacity, reference/cli/capacity.html",
        "brownout sweep, reference/cli/sweep.html",
        "database cores, reference/components/database.html#row-cores",
        "pool size, reference/components/database.html#row-poolsize",
        "hedging, reference/terms/h.html#hedged-request",
        "autoscaler, reference/terms/a.html#autoscaling",
        "roblox-2021, library/incidents/roblox-2021.html",
        "--frontier, reference/cli/capacity.html#row---frontier",
        "postgres, reference/profiles/postgres.html"
    })
    void namesAreFoundFirst(String query, String target) {
        assertThat(targets(query, 5)).as(query).startsWith(target);
    }

    /** The names of an entry are its title, its synonyms, and for a part of a page the title with that of the page. */
    @Test
    @Tag("rows")
    void namesOfTheLanguageAndQuestionsOfGuidesAreFoundFirst() {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (List<String> fields : search.index()) {
            Entry entry = Entry.of(fields);
            if (ALL.contains(entry.kind()) || SAMPLED.contains(entry.kind()) && number++ % DISTANCE == 0) {
                entries.add(entry);
            }
        }
        assertThat(entries).hasSizeGreaterThan(2 * SOME);
        List<String> other = new ArrayList<>();
        for (Entry entry : TestRound.rotating(entries, SOME)) {
            for (String query : entry.queries()) {
                if (!Entry.of(search.found(query, 1).get(0)).has(query)) {
                    other.add(query);
                }
            }
        }
        assertThat(other).isEmpty();
    }

    /** A question of a newcomer and a page that must be the first result. */
    @ParameterizedTest
    @CsvSource({
        "how many servers do I need, guides/size-a-pool.html",
        "how many servers should I have?, guides/size-a-pool.html",
        "rho, reference/terms/q.html#queueing",
        "kill a pod, reference/faults/crash.html",
        "what happens if a pod dies, reference/faults/crash.html",
        "a server goes down, reference/faults/crash.html",
        "why is my p99 so high, concepts/percentiles.html",
        "third party API is slow, guides/a-third-party-is-slow.html",
        "how do I add a second region, guides/one-region-two-three.html",
        "how many regions do I need, guides/one-region-two-three.html",
        "what is a good timeout, guides/retries-and-timeouts.html",
        "how many retries, guides/retries-and-timeouts.html",
        "how much traffic can I handle, reference/cli/capacity.html",
        "how much does it cost, guides/cost-of-an-hour.html",
        "the network is slow, reference/faults/degrade.html",
        "how accurate is it, concepts/how-far-to-trust-it.html",
        "data loss when the primary fails, guides/survive-a-failover.html",
        "rps, reference/sections/load.html"
    })
    void questionsOfNewcomersAreFoundFirst(String query, String target) {
        assertThat(targets(query, 5)).as(query).startsWith(target);
    }

    @Test
    void wordsOfQuestionsAreIgnored() {
        assertThat(targets("how do I use the circuit breaker", 5)).isEqualTo(targets("circuit breaker", 5));
        assertThat(targets("", 5)).isEmpty();
        assertThat(targets("qqqqqq", 5)).isEmpty();
    }
}
