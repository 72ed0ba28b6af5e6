package dev.brownout.importing.k8s;

import static dev.brownout.importing.k8s.ManifestText.deployment;
import static dev.brownout.importing.k8s.ManifestText.importResult;
import static dev.brownout.importing.k8s.ManifestText.leftOut;
import static dev.brownout.importing.k8s.ManifestText.open;
import static dev.brownout.importing.k8s.ManifestText.plainText;
import static dev.brownout.importing.k8s.ManifestText.service;
import static dev.brownout.importing.k8s.ManifestText.variable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and outside addresses in the variables and commands of pods, and traffic policies of Services. */
class CapacityTextsTest {
    private static String importedText(String container) throws Exception {
        return leftOut(importResult(open("shop") + deployment("shop", "", container)));
    }

    @ParameterizedTest
    @CsvSource({
        "WEB_CONCURRENCY,4",
        "DB_POOL_SIZE,20",
        "RAILS_MAX_THREADS,5",
        "HTTP_TIMEOUT,30s",
        "UPSTREAM_TIMEOUT_MS,250",
        "SQL_MAX_OPEN_CONNS,10",
        "MAX_RETRIES,3",
        "WORKER_PROCESSES,2"
    })
    void limitsInVariablesAreListed(String name, String value) throws Exception {
        assertThat(importedText(variable(name, value))).contains("the limit " + name + " of shop: it is not used here");
    }

    @ParameterizedTest
    @CsvSource({"LOG_LEVEL,4", "THREADS_ENABLED,true", "PORT,8080", "WORKER_NAME,alpha", "HOME_URL,http://localhost:80"
    })
    void otherVariablesAreNotListed(String name, String value) throws Exception {
        assertThat(importedText(variable(name, value))).doesNotContain("the limit", "an address of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", command: [gunicorn, -w, '4', 'app:main']",
                ", args: ['gunicorn app:main --workers 4']",
                ", command: [sh, -c, 'exec gunicorn app:main -w 4 --timeout 30']",
                ", args: [--concurrency=8]"
            })
    void limitsInCommandsAreListed(String command) throws Exception {
        assertThat(importedText(command)).containsPattern("(command|--concurrency) of shop: it is not used here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.pay.example/v1", "https://u:s3cr3t@api.pay.example", "redis://api.pay.example:6379"
            })
    void addressOutsideOfTheFilesIsListed(String address) throws Exception {
        assertThat(importedText(variable("PAY", address)))
                .contains("an address of api.pay.example in the settings of shop: it is in none of the files")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://api:80", "http://api.default.svc.cluster.local/x", "http://next.example,http://api"})
    void addressInTheFilesIsACall(String address) throws Exception {
        String all = open("shop")
                + deployment("shop", "", variable("API", address))
                + service("api", "")
                + deployment("api", "", "");
        assertThat(plainText(importResult(all))).contains("- call: api");
        assertThat(leftOut(importResult(all))).doesNotContain("an address of api");
    }

    @ParameterizedTest
    @CsvSource({
        "externalTrafficPolicy: Local,externalTrafficPolicy of shop: a call goes to a pod of the same machine",
        "internalTrafficPolicy: Local,internalTrafficPolicy of shop: a call goes to a pod of the same machine",
        "publishNotReadyAddresses: true,publishNotReadyAddresses of shop: here only ready pods get calls"
    })
    void trafficPoliciesOfServicesAreListed(String setting, String reason) throws Exception {
        String pods = deployment("shop", "", "");
        assertThat(leftOut(importResult(service("shop", ", type: LoadBalancer, " + setting) + pods)))
                .contains(reason);
        String usual = setting.replace("Local", "Cluster").replace("true", "false");
        assertThat(leftOut(importResult(service("shop", ", type: LoadBalancer, " + usual) + pods)))
                .doesNotContain("Policy of", "publishNotReadyAddresses");
    }

    /** The processors of a cache slow it, and those of a balancer are its cores; each pod is a node of it. */
    @ParameterizedTest
    @CsvSource({
        "redis:7, 250m, read: 40us",
        "redis:7, 2, read: 10us",
        "memcached:1, 1500m, read: 13.3us",
        "nginx:1.27, 500m, service: 60us",
        "nginx:1.27, 4, cores: 4"
    })
    void processorsOfCachesAndBalancersAreUsed(String image, String cpus, String expected) throws Exception {
        String limits = ", resources: { limits: { cpu: " + cpus + " } }";
        String front = image.startsWith("nginx") ? image : "example/front";
        String tail = variable("STORE_HOST", "store") + (image.startsWith("nginx") ? limits : "");
        String scenario = importResult(open("front")
                        + service("store", "")
                        + deployment("front", ", replicas: 3", tail).replace("example/front", front)
                        + deployment("store", "", image.startsWith("nginx") ? "" : limits)
                                .replace("example/store", image.startsWith("nginx") ? "example/store" : image))
                .scenario();
        assertThat(scenario).contains("    " + expected + "   #");
        assertThat(scenario).contains("    nodes: 3   # origin: f.yaml");
    }

    /** The configuration of a proxy in a ConfigMap is listed once, and not as addresses outside of the files. */
    @Test
    void configurationOfAProxyIsListed() throws Exception {
        String config = "{ apiVersion: v1, kind: ConfigMap, metadata: { name: conf }, data: { nginx.conf: \"http {\\n"
                + " upstream one { least_conn; server store:80; }\\n server { location / {\\n proxy_pass http://one;\\n"
                + " proxy_read_timeout 3s; } } }\" } }\n---\n";
        String text = leftOut(importResult(config
                + open("front")
                + service("store", "")
                + deployment("front", "", "")
                        .replace("example/front", "nginx:1.27")
                        .replace("] } }", "], volumes: [{ name: c, configMap: { name: conf } }] } }")
                + deployment("store", "", "")));
        assertThat(text)
                .containsOnlyOnce("the configuration of front: its calls are used")
                .contains("'brownout import nginx' reads this text")
                .doesNotContain("an address of one");
    }

    /** A hook that sleeps is used and not listed as one of an unknown duration. */
    @Test
    void hookThatSleepsIsNotListed() throws Exception {
        String hook = ", lifecycle: { preStop: { exec: { command: [sleep, '5'] } } }";
        assertThat(importResult(open("shop") + deployment("shop", "", hook)).scenario())
                .contains("pre_stop: 5s")
                .doesNotContain("the preStop hook");
    }
}
