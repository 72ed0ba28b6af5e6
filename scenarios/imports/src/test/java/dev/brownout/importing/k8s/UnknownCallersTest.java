package dev.brownout.importing.k8s;

import static dev.brownout.importing.k8s.ManifestText.deployment;
import static dev.brownout.importing.k8s.ManifestText.importResult;
import static dev.brownout.importing.k8s.ManifestText.leftOut;
import static dev.brownout.importing.k8s.ManifestText.open;
import static dev.brownout.importing.k8s.ManifestText.plainText;
import static dev.brownout.importing.k8s.ManifestText.service;
import static dev.brownout.importing.k8s.ManifestText.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workloads with callers in none of the files, weights of their routes, and values outside of the files. */
class UnknownCallersTest {
    private static String version(String version) {
        return "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: rates-" + version + " }, spec: { template: {"
                + " metadata: { labels: { app: rates, version: " + version + " } }, spec: { containers: [{ name: main,"
                + " image: rates, ports: [{ containerPort: 80 }] }] } } } }\n---\n";
    }

    private static String weights(String protocol) {
        return "{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v }, spec: {"
                + " hosts: [rates], " + protocol
                + ": [{ route: [{ destination: { host: rates, subset: v1 }, weight: 80 },"
                + " { destination: { host: rates, subset: v2 }, weight: 20 }] }] } }\n---\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tcp"})
    void weightsWithoutAKnownCallerDivideTheUsers(String protocol) throws Exception {
        String rates = service("rates", "") + version("v1") + version("v2") + weights(protocol);
        assertThat(plainText(importResult(rates))).contains("choose: - 80%: - rates-v1", "- 20%: - rates-v2");
        ImportResult other = importResult(rates + open("front") + deployment("front", "", ""));
        assertThat(plainText(other)).doesNotContain("rates-v1");
        assertThat(leftOut(other)).contains("the weights of the route to rates: no caller of it is known");
    }

    /** Ports are optional, so a workload without one is left out only if others have ports. */
    @Test
    void workloadThatNothingCanCallIsLeftOut() throws Exception {
        String alone = deployment("stress", "", "");
        String front = service("front", "") + deployment("front", "", ", ports: [{ containerPort: 80 }]");
        ImportResult other = importResult(alone + front);
        assertThat(plainText(other)).doesNotContain("stress:");
        assertThat(leftOut(other)).contains("stress: left out: no port is open, no Service selects the pods");
        assertThat(plainText(importResult(alone))).contains("stress: kind: server");
        assertThat(plainText(importResult(service("stress", "") + alone + front)))
                .contains("stress: kind: server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", env: [{ name: DB, valueFrom: { secretKeyRef: { name: s } } }]|variables from a Secret of shop",
                ", envFrom: [{ configMapRef: { name: c } }]|variables from a ConfigMap of shop",
                ", env: [{ name: LEGACY_HOST, value: legacy.example }]|an address of legacy.example"
            })
    void valuesOutsideOfTheFilesAreListed(String container, String expected) throws Exception {
        assertThat(leftOut(importResult(open("shop") + deployment("shop", "", container))))
                .contains(expected);
    }

    /** Pods of a StatefulSet name each other. */
    @Test
    void ownAddressesAreNotOutside() throws Exception {
        String own = variable("PEER", "http://shop-1.shop.default.svc.cluster.local/data");
        String other = variable("PEER", "http://shop2.other.svc.cluster.local/data");
        assertThat(leftOut(importResult(open("shop") + deployment("shop", "", own))))
                .doesNotContain("an address of");
        assertThat(leftOut(importResult(open("shop") + deployment("shop", "", other))))
                .contains("an address of shop2");
    }

    @Test
    void valuesOfTheFilesAreNotListed() throws Exception {
        String config = "{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { A: b } }\n---\n";
        String shop = open("shop") + deployment("shop", "", ", envFrom: [{ configMapRef: { name: c } }]");
        assertThat(leftOut(importResult(config + shop))).doesNotContain("variables from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: i }, spec: { rules: [{ http: {"
                        + " paths: [{ backend: { service: { name: foo, port: { number: 80 } } } }] } }] } }",
                "{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v }, spec: { http: [{"
                        + " route: [{ destination: { host: foo } }] }] } }",
                "{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: r }, spec: { rules: [{"
                        + " backendRefs: [{ name: foo, port: 80 }] }] } }"
            })
    void refusalOfRoutesNamesTheirServices(String route) {
        assertThatThrownBy(() -> importResult(route)).hasMessageContaining("they route to foo: add the workloads");
    }
}
