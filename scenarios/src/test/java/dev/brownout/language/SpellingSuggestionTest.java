package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Typical mistakes of users of other languages, units or tools are rejected at their position, with the intended
 * spelling.
 */
class SpellingSuggestionTest {
    private static final String SITE = """
            run: 30m
            load: 100/s
            regions:
              east: { at: us-east, users: 60% }
              west: { at: us-west, users: 40% }
            components:
              web: { kind: server, nodes: 3, regions: [east], zones: 2, service: exp(20ms), versions: { v2: {} } }
              api: { kind: server, regions: [east], service: 1ms }
              db: { kind: database, regions: [east] }
            requests:
              page: { steps: [web, call: api, read: db], key: zipf(1.0 100k) }
            faults:
              - at 2m: crash web/1 for 30s as outage
            sla:
              up: availability >= 99.9%
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    # Units apart from their numbers, in other cases, or of other tools.
                    exp(20ms) | 20MS | unknown unit 'MS'; did you mean '20ms'?
                    load: 100/s | load: 1K/s | unknown unit 'K'; did you mean '1k/s'?
                    load: 100/s | load: 100 rps | unknown unit 'rps'; did you mean '100/s'?
                    exp(20ms) | exp(20 milis) | '20milis' has an unknown unit 'milis'; did you mean '20ms'?
                    exp(20ms) | exp(20\u00a0ms) | U+00A0 (no-break space) does not fit here
                    zones: 2 | cores: 4 cores | '4 cores' has an unknown unit 'cores'; did you mean '4'?
                    load: 100/s | load: {rate}/s | is a map; a parameter of 'params' is written as $rate
                    load: 100/s | load: 10,00/s | a number has a point and no commas
                    run: 30m | run: 30M | duration '30M' has no unit; did you mean '30m'?
                    run: 30m | run: 30 minutes | unknown unit 'minutes'; did you mean '30m'?
                    key: zipf(1.0 100k) | timeout: 200 | did you mean '200ms' or '200s'?
                    key: zipf(1.0 100k) | size: 10k | size '10k' has no unit; did you mean '10kB'?
                    key: zipf(1.0 100k) | size: 512Mi | did you mean '512MiB'?
                    key: zipf(1.0 100k) | share: 0.5 | did you mean '50%' or '0.5%'?
                    nodes: 3, | cores: 100m, | '100m' is a duration (m is minutes), not a bare
                    99.9% | 99,9% | a number has a point and no commas
                    # Comparisons of other languages.
                    availability >= | availability => | '=>' is no comparison; did you mean '>='?
                    availability >= | availability = | '=' is no comparison; did you mean '=='?
                    availability >= | availability \u2265 | did you mean '>='?
                    # Arguments and names.
                    zipf(1.0 100k) | zipf(100k) | 'zipf(100k)' has only s, as in zipf(1.0 100k)
                    exp(20ms) | exponential(20ms) | use 'exp'
                    zones: 2 | timout: 3s | did you mean 'timeout'?
                    zones: 2 | circuit_breaker: true | server 'web' is a map of settings such as failure_rate, or none
                    zones: 2 | zones: [a, b] | zones is a number, such as zones: 3
                    # Faults.
                    crash web/1 for 30s | set web.nodes = 5 | only a parameter can be set during a run
                    crash web/1 | scale web.nodes to 5 | 'web.nodes' is not a target of a fault
                    crash web/1 | crash web.1 | did you mean 'web/1'?
                    crash web/1 | crash web 1 | did you mean 'web/1'?
                    crash web/1 | drain web 1 | '1' has no unit; did you mean 'web/1', or '1s'?
                    crash web/1 | slow web 10x | did you mean 'x10'?
                    crash web/1 | crash zone/1 | zone/1: there is no such zone; the zones are a, b
                    crash web/1 | crash web/west | web has no node in region 'west', only in east
                    availability | web/west.utilization | web has no node in region 'west', only in east
                    at: us-east | at: us-eats | region 'east': the round-trip times of 'us-eats' are unknown
                    """)
    void suggestsTheIntendedSpelling(String right, String wrong, String message) {
        String text = replaceParts(SITE, right, wrong);
        assertThat(text).as(right).isNotEqualTo(SITE);
        List<Problem> problems = problems(text);
        assertThat(problems).first().satisfies(first -> {
            assertThat(first.message()).contains(message);
            assertThat(text.lines().toList().get(first.line() - 1)).contains(wrong.split(" ", 2)[0]);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    zones: 2 | replicas: 3 | 'replicas' is not a parameter of server 'web'; use 'nodes'
                    kind: database | kind: cdc | unknown kind 'cdc'; for this term, see 'brownout explain cdc'
                    kind: database | kind: cell | unknown kind 'cell'; for this term, see 'brownout explain cell'
                    zones: 2 | compaction: 1h | for this term, see 'brownout explain compaction'
                    zones: 2 | local_cache: { hash_ring: 3 } | for this term, see 'brownout explain hash_ring'
                    zones: 2 | latency: 5ms | 'latency' is not a parameter of server 'web'; use 'service'
                    zones: 2 | threads: 5 | 'threads' is not a parameter of server 'web'; use 'workers'
                    kind: database | kind: postgres | unknown kind 'postgres'; use 'database' with profile: postgres
                    kind: database | kind: redis | unknown kind 'redis'; use 'cache' with profile: redis
                    kind: database | kind: sqs | unknown kind 'sqs'; use 'queue'
                    crash web/1 | kill web/1 | unknown fault 'kill'; use 'crash'
                    availability >= | page.latency_p99 >= | no metric 'latency_p99'; use 'p99'
                    availability >= | uptime >= | no metric 'uptime'; use 'availability'
                    read: db | get: db | unknown verb 'get'; use 'read'
                    """)
    void suggestsTheNameForASynonym(String right, String wrong, String message) {
        suggestsTheIntendedSpelling(right, wrong, message);
    }

    private static final String SHOP = """
            run: 30m
            components:
              web: { kind: server }
              log: { kind: topic, copies: 3 }
              db: { kind: database, shards: 4, hot_keys: { bieber: own-shard(2) } }
            requests:
              login: { path: [web] }
              browse: { key: "hot(1% on bieber, rest uniform(1k))", path: [web, db] }
              buy: { steps: [web, publish: log] }
            journeys:
              shopper:
                rate: 10/s
                leaves: { error: 50%, wait: 3s }
                steps: [login, { request: browse, times: 3, think: exp(5s) }, { request: buy, when: 30% }]
            sla:
              sold: shopper.conversion >= 1%
            """;

    /** Problems of a step are reported at that step. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    leaves: | leave: | did you mean 'leaves'?
                    error: 50% | error: 50 | did you mean '50%'?
                    error: 50% | errors: 50% | did you mean 'error'?
                    wait: 3s | wait: 3 | did you mean '3s'?
                    wait: 3s | timeout: 3s | unknown key 'timeout' in leaves of journey 'shopper'; expected one of error
                    request: browse | request: brows | did you mean 'browse'?
                    [login | [logn | did you mean 'login'?
                    times: 3 | time: 3 | did you mean 'times'?
                    think: exp(5s) | think: 5 | did you mean '5s'?
                    think: exp(5s) | thinks: exp(5s) | did you mean 'think'?
                    when: 30% | when: 0.3 | did you mean '30%' or '0.3%'?
                    rate: 10/s | rate: 10 | did you mean '10/s'?
                    shopper.conversion | shopper.convertion | did you mean 'conversion'?
                    shopper.conversion | shoper.conversion | did you mean 'shopper'?
                    { bieber: | { beiber: | no request uses a key 'beiber'; did you mean 'bieber'?
                    { bieber: | { 1001: | no request to db uses key 1001: the highest is 1000
                    publish: log] | { publish: log, times: 3 }] | needs a topic without replicas
                    """)
    void suggestsTheIntendedSpellingInJourneysAndKeys(String right, String wrong, String message) {
        String text = replaceParts(SHOP, right, wrong);
        assertThat(text).as(right).isNotEqualTo(SHOP);
        assertThat(problems(text)).anySatisfy(one -> {
            assertThat(one.message()).contains(message);
            assertThat(text.lines().toList().get(one.line() - 1)).contains(wrong.split(" ", 2)[0]);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    crash web/1 for 30s | deploy web v3 | web cannot be deployed as v3: its 'versions' have no such name
                    crash web/1 for 30s | deploy web v3 | did you mean 'v2'?
                    crash web/1 for 30s | deploy web v2 every 1m | 'every' needs 'by', as in by 1 every 1m
                    crash web/1 for 30s | deploy web by 1 | 'deploy' needs 'version'
                    crash web/1 for 30s | deploy web/4 v2 | web has 3 nodes
                    crash web/1 for 30s | rollback db | rollback applies to nodes of servers, such as web/1, not to db
                    crash web/1 for 30s | deploy api v2 | api cannot be deployed as v2: it has no 'versions', such as
                    crash web/1 for 30s | scale web to 6 core | did you mean 'cores'?
                    crash web/1 for 30s | scale web to 6 by 2 | 'by', 'startup' and 'grace' need cores, as in scale
                    crash web/1 for 30s | scale db/primary to 6 cores | scale applies to whole servers and databases
                    crash web/1 for 30s | scale web/1 to 6 cores | scale applies to whole servers and databases with
                    crash web/1 for 30s | scale db to 6 cores grace=1s | scale applies to whole tiers of servers with
                    crash web/1 | drain db/primary | drain applies to nodes of servers, such as web/1, not to db/primary
                    """)
    void suggestsTheIntendedSpellingInDeploymentsAndScaling(String right, String wrong, String message) {
        suggestsTheIntendedSpelling(right, wrong, message);
    }

    private static List<Problem> problems(String text) {
        try {
            new Loader(none -> Optional.empty())
                    .load("site", text, Overrides.NONE)
                    .check(Overrides.NONE);
            return List.of();
        } catch (InvalidScenarioException problems) {
            return problems.all();
        }
    }
}
