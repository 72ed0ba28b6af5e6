package dev.brownout.language.binding;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles shipped with the program. */
class ProfilesTest {
    private static final Profiles PROFILES = Profiles.shippedInstance();
    private static final String SYSTEM = """
            run: 10m
            load: 100/s
            regions:
              east: { at: us-east, users: 100% }
            components:
              dns: { kind: dns }
              lb: { kind: load-balancer, regions: [east] }
              web: { kind: server, regions: [east], autoscale: { target: 60%, max: 10 } }
              cdn: { kind: cdn, regions: [east], source: web }
              cache: { kind: cache, regions: [east], source: db }
              db: { kind: database, regions: [east], replicas: 2, failover: { fencing: true }, pool: {} }
              kv: { kind: store, regions: [east] }
              likes: { kind: topic, regions: [east] }
              room: { kind: waiting-room, regions: [east] }
              api: { kind: external, regions: [east] }
              rpc: { kind: server, regions: [east], client_connections: {} }
              task: { kind: function, regions: [east] }
              gpu: { kind: inference, regions: [east] }
              bouncer: { kind: pooler, regions: [east], source: db }
            requests:
              page: { key: zipf(1.0 10k), retry: {}, hedge: { after: 1s }, path: [dns, lb, web, cache, db] }
            """;

    /** Profiles with settings equal to the defaults, which have been taken from them. */
    private static final List<String> SAME_AS_OURS = List.of("patroni", "kafka", "pooler.pgbouncer");

    static List<Arguments> profiles() {
        List<Arguments> all = new ArrayList<>();
        PROFILES.kinds().forEach(kind -> PROFILES.names(kind).forEach(name -> all.add(Arguments.of(kind, name))));
        return all;
    }

    private static ScenarioFile load(String text) throws InvalidScenarioException {
        return new Loader(none -> Optional.empty()).load("test", text, Overrides.NONE);
    }

    private static String with(String kind, String profile) {
        String place = switch (kind) {
            case "database.failover" -> "failover: {";
            case "database.pool" -> "pool: {";
            case "hedge" -> "hedge: {";
            case "retry" -> "retry: {";
            case "server.autoscale" -> "autoscale: {";
            case "server.client_connections" -> "client_connections: {";
            default -> "kind: " + kind;
        };
        assertThat(SYSTEM).contains(place);
        String profiled = place.endsWith("{") ? place + " profile: " + profile + "," : place + ", profile: " + profile;
        int start = SYSTEM.indexOf(place);
        return SYSTEM.substring(0, start) + profiled + SYSTEM.substring(start + place.length());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void hasVersionSourceAndReadableSettings(String kind, String name) throws Exception {
        assertThat(PROFILES.version(kind, name)).matches("[A-Za-z0-9.-]+");
        assertThat(PROFILES.source(kind, name)).matches("[A-Za-z].{20,}[^.]");
        ScenarioFile.Variant variant = load(with(kind, name)).variants().get(0);
        Run.check(variant.scenario());
        String origin = PROFILES.origin(kind, name);
        assertThat(origin).startsWith("profile:" + name + "@" + PROFILES.version(kind, name));
        List<Setting> profiles = variant.settings().stream()
                .filter(s -> s.origin().equals(origin))
                .toList();
        assertThat(profiles).hasSameSizeAs(PROFILES.settings(kind, name).values());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void changesAtLeastOneDefault(String kind, String name) throws Exception {
        boolean isUsed = SAME_AS_OURS.contains(name) || SAME_AS_OURS.contains(kind + "." + name);
        String plain = kind.equals("database") ? replaceParts(SYSTEM, ", failover: { fencing: true }", "") : SYSTEM;
        String profiled = with(kind, name).replace(kind.equals("database") ? ", failover: { fencing: true }" : "", "");
        assertThat(load(profiled).digest().equals(load(plain).digest())).isEqualTo(isUsed);
    }

    @Test
    void fileOverridesTheProfile() throws Exception {
        String text = replaceParts(
                with("load-balancer", "haproxy"), "profile: haproxy", "profile: haproxy, health: { fall: 5 }");
        var settings = load(text).variants().get(0).settings();
        assertThat(settings).contains(new Setting("lb.health.fall", "5", "file"));
        assertThat(settings)
                .contains(new Setting("lb.health.type", "tcp", PROFILES.origin("load-balancer", "haproxy")));
        assertThat(settings).contains(new Setting("lb.choices", "2", "default"));
    }

    @Test
    void rejectsUnknownProfilesWithASuggestion() {
        InvalidScenarioException wrong =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(with("load-balancer", "ngnix")));
        assertThat(wrong.getMessage())
                .isEqualTo("test:7:39: unknown profile 'ngnix' for load-balancer; did you mean 'nginx'?");
        InvalidScenarioException none = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> load(replaceParts(SYSTEM, "kind: server", "kind: server, timeout: { after: 1s, profile: x }")));
        assertThat(none.getMessage()).contains("there are no profiles for timeout");
    }
}
