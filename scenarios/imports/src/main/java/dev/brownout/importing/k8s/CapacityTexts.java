package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.k8s.WorkloadTexts.NamedText;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.LimitText;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists texts of a workload that say something on its capacity or its calls and that the scenario does not use: worker
 * processes, threads, pools and timeouts in variables and arguments, and addresses outside of the files.
 */
final class CapacityTexts {
    /** Line of a configuration of nginx or HAProxy with a route or a server. */
    private static final Pattern PROXY_LINE = Pattern.compile(
            "(?m)^\\s*([a-z]+_pass\\s|upstream\\s.*\\{|(default|use)_backend\\s|server\\s+\\S+\\s+\\S+:\\d)");

    private final ImportedCluster cluster;
    private final OutsideBrokers brokers;

    CapacityTexts(ImportedCluster cluster, OutsideBrokers brokers) {
        this.cluster = cluster;
        this.brokers = brokers;
    }

    /**
     * Lists the texts of a workload.
     *
     * @param name name of its part
     */
    void leaveOut(Workload workload, String name) {
        HostReferences hosts =
                new HostReferences(cluster.services().hosts(workload.manifest().namespace()));
        String own = Pattern.quote(workload.manifest().name()) + "-\\d+(\\..*)?";
        List<NamedText> texts = WorkloadTexts.of(workload, cluster.configs());
        Set<String> proxies = proxyFiles(workload, texts, name);
        for (NamedText named : texts) {
            if (proxies.contains(named.origin().origin())) {
                continue;
            }
            if (AddressProtocol.namesCache(named.key())) {
                hosts.referencedServices(named.key(), named.value()).stream()
                        .filter(service -> cluster.services().workloads(service).stream()
                                .anyMatch(id -> cluster.part(id).role() == Role.QUEUE))
                        .forEach(service -> named.origin()
                                .ignore(
                                        "the use of a queue of jobs in Redis as a cache by",
                                        name,
                                        LimitText.QUEUE_ONLY));
            }
            LimitText text = new LimitText(named.key(), named.value());
            Optional<String> limit = text.limit();
            if (limit.isPresent()) {
                named.origin().ignore(limit.get(), name, LimitText.LIMITS);
            } else {
                hosts.otherHosts(named.key(), named.value()).stream()
                        .filter(host -> !host.matches(own) && !brokers.isBroker(host))
                        .forEach(host -> named.origin()
                                .ignore("an address of " + host + " in the settings of", name, LimitText.OUTSIDE));
            }
        }
        workload.containers().forEach(container -> absent(workload, container, name));
        workload.pod()
                .get("hostAliases")
                .ignore("further hosts (hostAliases) of", name, "they are outside of the cluster and not in the files");
    }

    /** Lists the configurations of a proxy in ConfigMaps. Returns their places. */
    private static Set<String> proxyFiles(Workload workload, List<NamedText> texts, String name) {
        boolean isProxy = workload.product()
                .filter(product -> product == Product.NGINX || product == Product.HAPROXY)
                .isPresent();
        Set<String> places = new LinkedHashSet<>();
        texts.stream()
                .filter(text -> isProxy && PROXY_LINE.matcher(text.value()).find())
                .filter(text -> places.add(text.origin().origin()))
                .forEach(text -> text.origin()
                        .ignore("the configuration of " + name
                                + ": its calls are used, and its routes, algorithm, checks"
                                + " and timeouts are not; 'brownout import "
                                + workload.product().get().text() + "' reads this text"));
        return places;
    }

    /** Lists the variables from ConfigMaps and Secrets outside of the files. */
    private void absent(Workload workload, Setting container, String name) {
        for (Setting variable : container.get("env").items()) {
            absent(workload, variable.get("valueFrom", "secretKeyRef"), "Secret", name);
            absent(workload, variable.get("valueFrom", "configMapKeyRef"), "ConfigMap", name);
        }
        for (Setting from : container.get("envFrom").items()) {
            absent(workload, from.get("secretRef"), "Secret", name);
            absent(workload, from.get("configMapRef"), "ConfigMap", name);
        }
    }

    private void absent(Workload workload, Setting reference, String kind, String name) {
        String key = kind + "/" + workload.manifest().namespace() + "/"
                + reference.get("name").peekText();
        if (reference.isPresent() && !cluster.configs().containsKey(key)) {
            reference.ignore(
                    "variables from a " + kind + " of",
                    name,
                    "it is in none of the files, and may have addresses of calls");
        }
    }
}
