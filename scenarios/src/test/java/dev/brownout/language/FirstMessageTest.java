package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first message about a scenario names the cause of its errors, at the location of the cause. */
class FirstMessageTest {
    private static final String SHOP = """
            load: 150/s
            components:
              lb: { kind: load-balancer, health: { every: 2s, fall: 3 } }
              web: { kind: server, nodes: 2, cores: 4, service: exp(20ms) }
              db: { kind: database, read: exp(4ms), write: exp(8ms) }
            requests:
              page: { path: [lb, web, db], timeout: 1s }
            faults:
              - at 2m: crash web/1 for 1m as outage
            sla:
              available: availability >= 99.9%
            run: 5m
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    # Wrong units, which are no further values.
                    exp(20ms) | exp(20 milis) | 4:60 | '20milis' has an unknown unit 'milis'; did you mean '20ms'?
                    exp(20ms) | lognormal(20 milis 50ms) | 4:66 | '20milis' has an unknown unit 'milis'
                    exp(20ms) | lognormal(20ms 50 msecs) | 4:71 | '50msecs' has an unknown unit 'msecs'
                    exp(20ms) | uniform(1 sec 2 secs) | 4:63 | '1sec' has an unknown unit 'sec'; did you mean '1s'?
                    load: 150/s | load: ramp(100/s 200 rps 1m) | 1:22 | '200rps' has an unknown unit 'rps'
                    exp(4ms) | normal(4 msec, 1ms) | 5:31 | '4msec' has an unknown unit 'msec'; did you mean '4ms'?
                    timeout: 1s | timeout: 1 second | 7:41 | '1second' has an unknown unit 'second'; did you mean '1s'?
                    # Causes before consequences.
                    kind: server, | "" | 4:3 | component 'web' needs a kind: one of
                    # Parameters as other tools write them.
                    load: 150/s | load: {rate}/s | 1:7 | a parameter of 'params' is written as $rate
                    load: 150/s | load: {rate} | 1:7 | a parameter of 'params' is written as $rate
                    load: 150/s | load: {{ rate }}/s | 1:7 | a parameter of 'params' is written as $rate
                    load: 150/s | load: ${RATE}/s | 1:7 | a parameter of 'params' is written as $RATE
                    nodes: 2 | nodes: {n} | 4:31 | a parameter of 'params' is written as $n
                    nodes: 2 | nodes: ${n} | 4:31 | a parameter of 'params' is written as $n
                    exp(20ms) | exp({mean}) | 4:57 | a parameter of 'params' is written as $mean
                    # Settings of a variant without 'set'.
                    run: 5m | "variants: { big: { web.nodes: 4 } }" | 12:20 | belong to 'set': set: { web.nodes: 4 }
                    run: 5m | "variants: { big: { web: { nodes: 4 } } }" | 12:20 | to 'set': set: { web.nodes: 4 }
                    run: 5m | "variants: { big: { components: { web: { nodes: 4 } } } }" | 12:20 | { web.nodes: 4 }
                    run: 5m | "variants: { big: { load: 300/s } }" | 12:20 | belong to 'set': set: { load: 300/s }
                    run: 5m | "variants: { set: { web.nodes: 4 } }" | 12:20 | belong to 'set': set: { web.nodes: 4 }
                    run: 5m | "variants: { big: { fault: [] } }" | 12:20 | did you mean 'faults'?
                    # Characters that are invisible, or look like others.
                    20ms | 20\u00a0ms | 4:59 | U+00A0 (no-break space) does not fit here; use a space
                    load: 150/s | load:\u00a0150/s | 1:6 | U+00A0 (no-break space) does not fit here; use a space
                    "  lb:" | "\u00a0 lb:" | 3:1 | U+00A0 (no-break space) does not fit here; use a space
                    "  lb:" | "\u3000lb:" | 3:1 | U+3000 (ideographic space) does not fit here; use a space
                    nodes: 2 | no\u200bdes: 2 | 4:26 | the character U+200B is not allowed
                    nodes: 2 | nodes: \ufeff2 | 4:31 | the character U+FEFF is not allowed
                    load: 150/s | load: \u201c150/s\u201d | 1:7 | (U+201C, left double quotation mark) does not fit
                    as outage | as \u2018outage\u2019 | 9:34 | (U+2018, left single quotation mark) does not fit here
                    - at | \u2013 at | 9:3 | (U+2013, en dash) does not fit here; use '-'
                    timeout: 1s | timeout: \u22121s | 7:41 | (U+2212, minus sign) does not fit here; use '-'
                    load: 150/s | load: 1\uff150/s | 1:8 | (U+FF15, fullwidth digit five) does not fit here; use '5'
                    load: 150/s | load\uff1a 150/s | 1:5 | (U+FF1A, fullwidth colon) does not fit here; use ':'
                    nodes: 2 | nodes\uff1a2 | 4:29 | (U+FF1A, fullwidth colon) does not fit here; use ':'
                    cores: 4, | cores: 4\uff0c | 4:42 | (U+FF0C, fullwidth comma) does not fit here; use ','
                    99.9% | 99.9\uff05 | 11:34 | (U+FF05, fullwidth percent sign) does not fit here; use '%'
                    # Numbers without a unit.
                    cores: 4 | cores: 4 cores | 4:41 | '4 cores' has an unknown unit 'cores'; did you mean '4'?
                    nodes: 2 | nodes: 2 nodes | 4:31 | '2 nodes' has an unknown unit 'nodes'; did you mean '2'?
                    fall: 3 | fall: 3 times | 3:57 | '3 times' has an unknown unit 'times'; did you mean '3'?
                    nodes: 2 | nodes: 2s | 4:31 | '2s' is a duration, not a bare number
                    nodes: 2 | nodes: 1_000 | 4:31 | '1_000' has a '_' in its number; did you mean '1000'?
                    load: 150/s | load: 1e150/s | 1:7 | '1e150/s' has an exponent; write the number with digits
                    nodes: 2 | nodes: 1e12 | 4:31 | '1e12' has an exponent; write the number with digits
                    run: 5m | run: 1e300s | 12:6 | '1e300s' has an exponent; write the number with digits
                    # The order of the steps, at the step of the path.
                    web, db] | web, db, web] | 7:31 | no component can follow db: a database does not call other
                    [lb, web, db] | [web, db, lb, web] | 7:27 | no component can follow db: a database does not call
                    [lb, web, db] | [lb, db] | 7:18 | lb: no target; the next step of the path must be a component
                    [lb, web, db] | [web, lb] | 7:23 | lb: no target; the next step of the path must be a component
                    [lb, web, db] | [lb, lb, web] | 7:22 | lb: the next step 'lb' has no nodes to choose from
                    """)
    void firstMessageNamesTheCause(String right, String wrong, String place, String message) {
        String text = replaceParts(SHOP, right, wrong);
        assertThat(text).as(right).isNotEqualTo(SHOP);
        Problem first = problems(text).get(0);
        assertThat(first.line() + ":" + first.column() + " " + first.message())
                .startsWith(place + " ")
                .contains(message);
    }

    /** Kinds that call no other component, each before a server in a path. */
    @ParameterizedTest
    @CsvSource({"store", "queue", "topic", "external", "inference"})
    void stepsBehindTheLastComponentAreNamedInThePath(String kind) {
        String text = replaceParts(SHOP, "[lb, web, db]", "[web, db, web]")
                .replaceFirst("  db: .*", "  db: { kind: " + kind + " }");
        assertThat(problems(text)).anySatisfy(problem -> {
            assertThat(problem.message()).startsWith("no component can follow db: ");
            assertThat(problem.line() + ":" + problem.column()).isEqualTo("7:27");
        });
    }

    /** A character of a text, or in a comment, is no cause of an error in the same line. */
    @Test
    void charactersOfTextsAreNoCause() {
        String text = replaceParts(SHOP, "nodes: 2", "nodes: two, label: \"1\uff05 {x} \u2013 2\"") + "# \uff1a {y}\n";
        assertThat(problems(text))
                .isNotEmpty()
                .noneMatch(problem -> problem.message().contains("does not fit here"));
    }

    private static List<Problem> problems(String text) {
        try {
            new Loader(none -> Optional.empty())
                    .load("shop", text, Overrides.NONE)
                    .check(Overrides.NONE);
            return List.of();
        } catch (InvalidScenarioException problems) {
            return problems.all();
        }
    }
}
