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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Routes of the Gateway API, of Ingresses, of Istio and of other projects, with their weights, timeouts and retries.
 */
class ServiceRoutesTest {
    private static final String PODS = service("shop", "")
            + deployment("shop", ", replicas: 3", "")
            + service("next", "")
            + deployment("next", "", "");
    private static final String SPLIT = "request: steps: - choose: - 90%: - shop-lb - shop - 10%: - next-lb - next";

    private static String route(String kind, String spec) {
        return "{ apiVersion: " + kind + ", metadata: { name: entry }, spec: { " + spec + " } }\n---\n";
    }

    private static String http(String rules) {
        return route(
                "gateway.networking.k8s.io/v1, kind: HTTPRoute",
                "parentRefs: [{ name: public }], rules: [" + rules + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.networking.k8s.io/v1, kind: HTTPRoute|parentRefs: [{ name: g }], rules: [{ backendRefs:"
                        + " [{ name: shop, port: 80, weight: 90 }, { name: next, port: 80, weight: 10 }] }]",
                "gateway.networking.k8s.io/v1, kind: GRPCRoute|parentRefs: [{ name: g }], rules: [{ backendRefs:"
                        + " [{ name: shop, weight: 9 }, { name: next, weight: 1 }, { name: none, weight: 0 }] }]",
                "networking.istio.io/v1, kind: VirtualService|hosts: ['*'], gateways: [g], http: [{ route:"
                        + " [{ destination:"
                        + " { host: shop }, weight: 90 }, { destination: { host:"
                        + " next.default.svc.cluster.local }, weight: 10 }] }]",
                "route.openshift.io/v1, kind: Route|to: { kind: Service, name: shop, weight: 90 }, alternateBackends:"
                        + " [{ kind: Service, name: next, weight: 10 }]",
                "traefik.io/v1alpha1, kind: IngressRoute|routes: [{ match: Host(`x`), kind: Rule, services:"
                        + " [{ name: shop,"
                        + " port: 80, weight: 9 }, { name: next, port: 80, weight: 1 }] }]",
                "projectcontour.io/v1, kind: HTTPProxy|virtualhost: { fqdn: x }, routes: [{ services: [{"
                        + " name: shop, port: 80,"
                        + " weight: 90 }, { name: next, port: 80, weight: 10 }] }]"
            })
    void weightsOfEntranceAreShares(String object) throws Exception {
        int bar = object.indexOf('|');
        ImportResult result = importResult(PODS + route(object.substring(0, bar), object.substring(bar + 1)));
        assertThat(plainText(result)).contains(SPLIT);
        assertThat(leftOut(result)).doesNotContain("not parsed");
    }

    @Test
    void timeoutsAndRetriesOfRouteAreAtItsBalancers() throws Exception {
        ImportResult result = importResult(PODS
                + http("{ matches: [{ path: { type: PathPrefix, value: / } }], backendRefs:"
                        + " [{ name: shop, weight: 3 }, { name: next, weight: 1 }], timeouts: { request: 3s },"
                        + " retry: { attempts: 2, codes: [503], backoff: 100ms } }"));
        assertThat(plainText(result))
                .containsSubsequence(
                        "shop-lb:",
                        "timeout: 3s deadline: 3s retry: attempts: 3 backoff: full-jitter(100ms 1s)",
                        "next-lb:",
                        "timeout: 3s deadline: 3s",
                        "- 75%:",
                        "- 25%:");
        assertThat(leftOut(result)).contains("the status codes after which entry is retried");
        assertThat(plainText(importResult(PODS
                        + http("{ backendRefs: [{ name: shop }], timeouts: { request: 10s,"
                                + " backendRequest: 2s } }"))))
                .contains("shop-lb: kind: load-balancer algorithm: round-robin timeout: 2s deadline: 10s");
    }

    @Test
    void rulesAreEntryPointsAndFiltersAreListed() throws Exception {
        ImportResult result = importResult(PODS
                + http("{ matches: [{ path: { value: /next } }], backendRefs: [{ name: next }],"
                        + " filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shop } } },"
                        + " { type: URLRewrite, urlRewrite: {} }] }, { backendRefs: [{ name: shop }] },"
                        + " { filters: [{ type: RequestRedirect, requestRedirect: { port: 443 } }] }"));
        assertThat(plainText(result)).contains("- next-lb - next", "- shop-lb - shop");
        assertThat(leftOut(result))
                .contains("the filter RequestMirror of entry", "a rule of entry without a destination in the files")
                .doesNotContain("URLRewrite");
    }

    @Test
    void routeOfSomeRequestsBesideWeightsIsListed() throws Exception {
        ImportResult result = importResult(PODS
                + http("{ matches: [{ headers: [{ name: beta, value: yes }] }], backendRefs:"
                        + " [{ name: next }] }, { backendRefs: [{ name: shop, weight: 90 },"
                        + " { name: next, weight: 10 }] }"));
        assertThat(plainText(result)).contains(SPLIT);
        assertThat(leftOut(result)).contains("requests that take this route to next alone");
    }

    /** The annotations of ingress-nginx, and its defaults: 60 s for a response, three tries. */
    @Test
    void annotationsOfIngressNginxAreSettings() throws Exception {
        String rules = "rules: [{ http: { paths: [{ path: /, backend: { service: { name: NAME, port: { number: 80"
                + " } } } }] } }]";
        String main = "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: i, annotations: {"
                + " PREproxy-read-timeout:"
                + " '5', PREproxy-next-upstream-tries: '2', PREload-balance: ewma, PRElimit-rps:"
                + " '9', PREaffinity: cookie,"
                + " PREauth-url: 'http://x', PREssl-redirect: 'true' } }, spec: { ingressClassName: nginx, "
                + rules + " } }\n---\n";
        String canary = "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: c, annotations: {"
                + " PREcanary: 'true',"
                + " PREcanary-weight: '10' } }, spec: { " + rules + " } }\n---\n";
        String prefix = "nginx.ingress.kubernetes.io/";
        ImportResult result = importResult(
                PODS + (main.replace("NAME", "shop") + canary.replace("NAME", "next")).replace("PRE", prefix));
        assertThat(plainText(result))
                .contains(SPLIT)
                .contains("algorithm: least-response-time try_timeout: 5s timeout: 10s redispatch: 1"
                        + " redispatch_on: timeout");
        assertThat(leftOut(result))
                .contains("limits of each address of a client", "sessions that stay at a pod", prefix + "auth-url of i")
                .doesNotContain("not parsed", "ssl-redirect");
        String thousandths = canary.replace("weight: '10'", "weight: '100', PREcanary-weight-total: '1000'");
        assertThat(plainText(importResult(PODS
                        + (main.replace("NAME", "shop") + thousandths.replace("NAME", "next")).replace("PRE", prefix))))
                .contains(SPLIT);
        String usual = main.replaceAll("annotations: \\{[^}]*}", "labels: {}").replace("NAME", "shop");
        assertThat(plainText(importResult(PODS + usual)))
                .contains("algorithm: round-robin try_timeout: 60s timeout: 180s redispatch: 2 redispatch_on: timeout");
    }

    @Test
    void clientsOfServiceStayAtTheirPod() throws Exception {
        assertThat(plainText(importResult(service("shop", ", type: NodePort, sessionAffinity: ClientIP")
                        + deployment("shop", ", replicas: 3", ""))))
                .contains("algorithm: source-hash");
        assertThat(leftOut(importResult(PODS.replace(
                                "{ selector: { app: next }", "{ sessionAffinity: ClientIP, selector: { app: next }")
                        + open("front")
                        + deployment("front", "", variable("N", "http://next")))))
                .contains("that a client of next always reaches the same pod: its clients are other parts");
    }

    /** All pods that a Service selects are behind it, also those of two workloads. */
    @Test
    void serviceOfTwoWorkloadsHasTwoPools() throws Exception {
        String both = "{ kind: Service, metadata: { name: both }, spec: { type: LoadBalancer, selector: { tier: web },"
                + " ports: [{ port: 80 }] } }\n---\n";
        String pods = (deployment("v1", ", replicas: 3", "") + deployment("v2", "", ""))
                .replace("{ app: v", "{ tier: web, app: v");
        assertThat(plainText(importResult(both + pods)))
                .contains("both-lb: kind: load-balancer backends: { v1: 1, v2: 1 }", "request: steps: - both-lb");
        String caller = open("front") + deployment("front", "", variable("U", "http://both"));
        assertThat(plainText(importResult(both.replace("type: LoadBalancer, ", "") + pods + caller)))
                .contains("call: both-lb");
    }
}
