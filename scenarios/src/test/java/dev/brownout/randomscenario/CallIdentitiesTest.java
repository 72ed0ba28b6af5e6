package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The observer of identities sees each repetition, and finds none with random numbers of an earlier call. */
class CallIdentitiesTest {
    private static ScenarioFile file(String text) throws Exception {
        return new ScenarioCase("version: 1\nscenario: Repetitions\n" + text, Map.of()).load();
    }

    private static VariantResult result(ScenarioFile file) {
        return Run.execute(
                file.variants().get(0).scenario(),
                file.setup(file.variants().get(0)),
                (share, events, inFlight) -> true);
    }

    private static CallIdentities identities(ScenarioFile file) {
        return CallIdentities.of(file, file.variants().get(0), (share, events, inFlight) -> true);
    }

    private static long measure(VariantResult result, String component, String name) {
        return Math.round(
                result.components().get(component).measures().get(name).value());
    }

    @Test
    void everyDeliveryHasItsIdentity() throws Exception {
        ScenarioFile file = file("""
                run: { duration: 20s, warmup: 0s, seed: 1 }
                components:
                  jobs: { kind: queue, redelivery: at-once }
                  worker: { kind: server, consumes: jobs }
                requests:
                  submit: { rate: 20/s, steps: [publish: jobs] }
                faults:
                  - at 0s: errors worker 50%
                """);
        VariantResult result = result(file);
        long redeliveries = measure(result, "jobs", "redeliveries");
        CallIdentities identities = identities(file);
        assertThat(redeliveries).isGreaterThan(200);
        assertThat(identities.different("worker consuming jobs"))
                .isGreaterThanOrEqualTo((int) (measure(result, "jobs", "consumed") + redeliveries));
        assertThat(identities.repeated()).isEmpty();
    }

    @Test
    void everyDispatchHasItsIdentity() throws Exception {
        ScenarioFile file = file("""
                run: { duration: 20s, warmup: 0s, seed: 1 }
                components:
                  lb: { kind: load-balancer, health: none, redispatch: 2, redispatch_on: timeout, try_timeout: 100ms }
                  web: { kind: server, nodes: 3, cores: 100, service: exp(100ms) }
                requests:
                  page: { rate: 20/s, path: [lb, web] }
                """);
        VariantResult result = result(file);
        long redispatched = measure(result, "lb", "redispatched");
        CallIdentities identities = identities(file);
        assertThat(redispatched).isGreaterThan(100);
        assertThat(identities.different("lb calling web  READ"))
                .isGreaterThanOrEqualTo((int) (result.requests().get("page").good() + redispatched));
        assertThat(identities.repeated()).isEmpty();
    }

    @Test
    void shieldOfACdnHasItsIdentity() throws Exception {
        ScenarioFile file = file("""
                run: { duration: 20s, warmup: 0s, seed: 1 }
                regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }
                components:
                  edge: { kind: cdn, regions: [east, west], shield: { region: east }, source: web }
                  web: { kind: server, regions: [east] }
                requests:
                  page: { rate: 20/s, key: uniform(1000), path: [edge] }
                """);
        assertThat(identities(file).repeated()).isEmpty();
    }

    /** Identities of a request with some steps: two caches over one database, a server, and a generator. */
    private static CallIdentities ofSteps(String steps) throws Exception {
        return identities(file("""
                run: { duration: 20s, warmup: 0s, seed: 1 }
                components:
                  near: { kind: cache, source: db }
                  far: { kind: cache, source: db }
                  web: { kind: server }
                  ids: { kind: id-generator }
                  db: { kind: database }
                requests:
                  page: { rate: 20/s, key: uniform(1000), steps: %s }
                """.formatted(steps)));
    }

    @Test
    void sourceOfTwoCachesHasItsIdentities() throws Exception {
        assertThat(ofSteps("[read: near, read: far]").repeated()).isEmpty();
    }

    @Test
    void branchesWithinAChoiceHaveTheirIdentities() throws Exception {
        assertThat(ofSteps("[parallel: [choose: [{ 50%: [read: db] }, { 50%: [read: near] }], read: db]]")
                        .repeated())
                .isEmpty();
    }

    @Test
    void requestThatIsPassedOnHasItsIdentities() throws Exception {
        assertThat(ofSteps("[read: db, web, read: db]").disjoint("users calling db  READ", "web calling db  READ"))
                .isTrue();
    }

    @Test
    void generatorBehindAGeneratorHasItsIdentity() throws Exception {
        assertThat(ofSteps("[ids, ids]").repeated()).isEmpty();
    }
}
