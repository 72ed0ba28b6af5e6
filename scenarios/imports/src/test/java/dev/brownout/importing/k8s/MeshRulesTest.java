package dev.brownout.importing.k8s;

import static dev.brownout.importing.k8s.ManifestText.deployment;
import static dev.brownout.importing.k8s.ManifestText.importResult;
import static dev.brownout.importing.k8s.ManifestText.leftOut;
import static dev.brownout.importing.k8s.ManifestText.open;
import static dev.brownout.importing.k8s.ManifestText.plainText;
import static dev.brownout.importing.k8s.ManifestText.service;
import static dev.brownout.importing.k8s.ManifestText.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of a mesh for the calls between servers. */
class MeshRulesTest {
    private static final String CALLER = open("front") + deployment("front", "", variable("API", "http://api:8080"));
    private static final String API = service("api", "") + deployment("api", ", replicas: 3", "");

    private static String rule(String policy) {
        return "{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: r }, spec: { host: api, "
                + policy + " } }\n---\n";
    }

    private static String virtual(String http) {
        return "{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v }, spec: {"
                + " hosts: [api], http: ["
                + http + "] } }\n---\n";
    }

    @Test
    void rulesAreAtBalancerBetweenServers() throws Exception {
        String policy =
                "trafficPolicy: { loadBalancer: { simple: LEAST_REQUEST, warmupDurationSecs: 30s }, connectionPool:"
                        + " { tcp: { maxConnections: 64 } }, outlierDetection: { consecutive5xxErrors: 4,"
                        + " interval: 20s,"
                        + " baseEjectionTime: 1m, maxEjectionPercent: 40 } }";
        ImportResult result = importResult(CALLER + API + rule(policy));
        assertThat(plainText(result))
                .contains("api-lb: kind: load-balancer backends: { api: 1 } algorithm: least-request slow_start: 30s")
                .contains("bulkhead: concurrent: 64")
                .contains("outlier_detection: consecutive: 4 ejection: 60s sweep: 20s max_ejected: 40%")
                .contains("- front - call: api-lb");
        assertThat(leftOut(result)).doesNotContain("selection of a node", "not parsed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loadBalancer: { simple: ROUND_ROBIN }|round-robin",
                "loadBalancer: { simple: RANDOM }|random",
                "loadBalancer: { simple: LEAST_CONN }|least-request",
                "outlierDetection: { consecutive5xxErrors: 3 }|least-request",
                "loadBalancer: { consistentHash: { httpHeaderName: x-user } }|ring-hash",
                "loadBalancer: { consistentHash: { useSourceIp: true } }|source-hash",
                "portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: ROUND_ROBIN } }]|round-robin"
            })
    void algorithmsOfIstioAreThoseOfTheBalancer(String policy, String algorithm) throws Exception {
        assertThat(plainText(importResult(CALLER + API + rule("trafficPolicy: { " + policy + " }"))))
                .contains("backends: { api: 1 } algorithm: " + algorithm);
    }

    /** Istio retries refused calls twice by default. */
    @Test
    void timeoutsAndRetriesAreAtBalancerBetweenServers() throws Exception {
        assertThat(plainText(importResult(CALLER
                        + API
                        + virtual("{ route: [{ destination: { host: api } }], timeout: 10s,"
                                + " retries: { attempts: 3, perTryTimeout: 2s, retryOn: gateway-error } }"))))
                .contains("timeout: 2s deadline: 10s retry: attempts: 4 backoff: full-jitter(25ms 250ms)");
        assertThat(plainText(importResult(
                        CALLER + API + virtual("{ route: [{ destination: { host: api } }], timeout: 4s }"))))
                .contains("timeout: 4s redispatch: 2 redispatch_on: refused");
        assertThat(plainText(importResult(CALLER
                        + API
                        + virtual("{ route: [{ destination: { host: api } }], retries: { attempts: 0 } }"))))
                .contains("call: api-lb")
                .doesNotContain("redispatch", "retry");
    }

    @Test
    void weightedSubsetsAreChoicesOfCaller() throws Exception {
        String pods = service("api", "")
                + (deployment("api-v1", ", replicas: 3", "") + deployment("api-v2", "", ""))
                        .replace("{ app: api-v1 }", "{ app: api, version: v1 }")
                        .replace("{ app: api-v2 }", "{ app: api, version: v2 }");
        String subsets = rule("subsets: [{ name: one, labels: { version: v1 } }, { name: two, labels: { version: v2 },"
                + " trafficPolicy: { loadBalancer: { simple: RANDOM } } }]");
        String weights = virtual("{ route: [{ destination: { host: api, subset: one }, weight: 80 },"
                + " { destination: { host: api, subset: two }, weight: 20 }] }");
        assertThat(plainText(importResult(CALLER + pods + subsets + weights)))
                .contains("- choose: - 80%: - call: api-v1-lb - 20%: - call: api-v2-lb")
                .contains("api-v2-lb: kind: load-balancer backends: { api-v2: 1 } algorithm: random");
        ImportResult all = importResult(
                CALLER + pods + subsets + virtual("{ route: [{ destination: { host: api, subset: one } }] }"));
        assertThat(plainText(all)).contains("call: api-v1-lb").doesNotContain("api-v2");
        assertThat(leftOut(all)).contains("api-v2: left out, as the route sends no calls to it");
        String uncalled = open("front") + deployment("front", "", "");
        assertThat(leftOut(importResult(uncalled + pods + subsets + weights)))
                .contains("callers of api-v1, api-v2: no caller is known")
                .doesNotContain("sends no calls");
        assertThat(plainText(importResult(CALLER + pods)))
                .contains("backends: { api-v1: 1, api-v2: 1 }", "call: api-lb");
    }

    /** By convention, the name of a subset is the label {@code version} of its pods. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"http|api-v1-lb|api-v2-lb", "tcp|api-v1-lb|api-v2-lb", "tls|api-v1-lb|api-v2-lb"})
    void subsetWithoutDestinationRuleIsVersionOfPods(String protocol, String first, String second) throws Exception {
        String pods = service("api", "")
                + (deployment("api-v1", ", replicas: 3", "") + deployment("api-v2", "", ""))
                        .replace("{ app: api-v1 }", "{ app: api, version: v1 }")
                        .replace("{ app: api-v2 }", "{ app: api, version: v2 }");
        String weights = virtual("{ route: [{ destination: { host: api, subset: v1 }, weight: 80 },"
                        + " { destination: { host: api, subset: v2 }, weight: 20 }] }")
                .replace("http:", protocol + ":");
        ImportResult result = importResult(CALLER + pods + weights);
        assertThat(plainText(result)).contains("- choose: - 80%: - call: " + first + " - 20%: - call: " + second);
        assertThat(leftOut(result))
                .contains("subset v1 of api: its DestinationRule is in none", "version: v2, a guess");
        String entrance = weights.replace("hosts: [api]", "hosts: ['*'], gateways: [g]");
        assertThat(plainText(importResult(pods + entrance))).contains("- 80%: - api-v1-lb", "- 20%: - api-v2-lb");
        ImportResult unknown = importResult(CALLER + pods + weights.replace("subset: v", "subset: stage"));
        assertThat(plainText(unknown)).contains("backends: { api-v1: 1, api-v2: 1 }");
        assertThat(leftOut(unknown)).contains("the subset stage1 of api", "here it is all pods of the Service");
    }

    @Test
    void gatewayRoutesOfServiceAndTrafficSplitsAreChoices() throws Exception {
        String two = API + service("api-next", "") + deployment("api-next", "", "");
        String mesh = "{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: h }, spec:"
                + " { parentRefs:"
                + " [{ group: '', kind: Service, name: api }], rules: [{ backendRefs: [{ name: api,"
                + " weight: 9 },"
                + " { name: api-next, weight: 1 }], timeouts: { request: 1s } }] } }\n";
        assertThat(plainText(importResult(CALLER + two + mesh)))
                .contains("- choose: - 90%: - call: api-lb - 10%: - call: api-next-lb", "timeout: 1s");
        String smi = "{ apiVersion: split.smi-spec.io/v1alpha2, kind: TrafficSplit, metadata: { name: t }, spec:"
                + " { service: api,"
                + " backends: [{ service: api, weight: 700 }, { service: api-next, weight: 300 }] } }\n";
        assertThat(plainText(importResult(CALLER + two + smi)))
                .contains("- 70%: - call: api-lb - 30%: - call: api-next-lb");
    }

    /** Pods that are not ready get no calls of other parts, also without a mesh. */
    @Test
    void readyPodsAreSelectedBetweenServers() throws Exception {
        String probed = service("api", "")
                + deployment("api", ", replicas: 3", ", readinessProbe: { httpGet: { path: / }, periodSeconds: 3 }");
        assertThat(plainText(importResult(CALLER + probed)))
                .contains("api-lb: kind: load-balancer backends: { api: 1 } algorithm: random health: every: 3s")
                .contains("- front - call: api-lb");
        assertThat(plainText(importResult(CALLER + probed.replace("replicas: 3", "replicas: 1"))))
                .contains("call: api ");
    }

    @Test
    void rulesOfUncalledPartsAreListed() throws Exception {
        ImportResult result = importResult(open("front")
                + deployment("front", "", "")
                + API
                + rule("trafficPolicy: { loadBalancer: { simple: RANDOM } }"));
        assertThat(leftOut(result)).contains("rules of api, which no part in the files calls");
        assertThat(leftOut(importResult(
                        CALLER + API + "{ kind: ServiceEntry, metadata: { name: e }, spec: { hosts: [x] } }\n")))
                .contains("ServiceEntry e: hosts outside of the cluster");
    }

    /** A load balancer selects a node for each call and has no connections, so their limits are left out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: { maxRequestsPerConnection: 10 }",
                "http: { maxConcurrentStreams: 4 }",
                "http: { idleTimeout: 2m }",
                "tcp: { idleTimeout: 2m }",
                "tcp: { maxConnectionDuration: 1h }"
            })
    void limitsOfConnectionsAreLeftOut(String limit) throws Exception {
        ImportResult result = importResult(CALLER + API + rule("trafficPolicy: { connectionPool: { " + limit + " } }"));
        assertThat(plainText(result)).doesNotContain("client_connections:");
        assertThat(leftOut(result)).contains("connections from the proxies to api: a load balancer selects a node");
    }
}
