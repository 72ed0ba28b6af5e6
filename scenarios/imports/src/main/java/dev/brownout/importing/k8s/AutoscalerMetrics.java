package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Metrics of autoscalers in the scenario language. A CPU target is a percentage of the CPU limit there. In Kubernetes
 * it is a percentage of the sum of the CPU requests of a pod, or an amount of CPU: for a pod with a limit of twice its
 * request, 80 % becomes 40 %, and 500m of a limit of 1 becomes 50 %.
 */
final class AutoscalerMetrics {
    private static final double MAXIMUM = 100;
    private static final double USUAL_PERCENT = 80;
    /** Metrics of the scenario language by the names that other software has for them, or by a query. */
    private static final List<NamedMetric> METRICS = List.of(
            new NamedMetric(
                    "(?i).*(requests?|hits?|calls)[_.\\-]?(per[_.\\-]?(second|sec|s)\\b|rate).*|.*\\b(rps|qps|tps)\\b.*"
                            + "|.*[_\\-](rps|qps)",
                    "requests",
                    1,
                    "/s",
                    "requests per second"),
            new NamedMetric(
                    "(?is)\\s*sum\\s*\\(\\s*i?rate\\s*\\(\\s*\\w*requests?\\w*(_total|_count)?\\s*(\\{[^}]*})?\\[.*",
                    "requests",
                    1,
                    "/s",
                    "requests per second"),
            new NamedMetric(
                    "(?i).*(in[_\\-]?flight|active[_\\-]?(requests|calls)|concurren(t|cy)|num_requests_running).*",
                    "in_flight",
                    1,
                    "",
                    "requests in flight"));

    /** Metrics of model servers. */
    private static final List<NamedMetric> MODEL_METRICS = List.of(
            new NamedMetric("(?is).*num_requests_waiting.*", "queue_depth", 1, "", "waiting requests"),
            new NamedMetric("(?is).*(kv|gpu)_cache_usage.*", "kv_usage", MAXIMUM, "%", "the use of the KV cache"));

    /**
     * Metric of the scenario language with another name.
     *
     * @param name regular expression of its name or query
     * @param metric name in the scenario language
     * @param factor factor of a target
     * @param unit unit of a target
     * @param text description
     */
    private record NamedMetric(String name, String metric, double factor, String unit, String text) {}

    private final SystemPart part;
    private final Workload workload;

    AutoscalerMetrics(SystemPart part, Workload workload) {
        this.part = part;
        this.workload = workload;
    }

    /** Returns the target of a metric of version 2; empty if it is left out, with the reason recorded. */
    Optional<AutoscalerTarget> of(Setting metric) {
        String type = metric.get("type").peekText();
        Setting body = switch (type) {
            case "Resource" -> metric.get("resource");
            case "ContainerResource" -> metric.get("containerResource");
            case "Pods" -> metric.get("pods");
            case "Object" -> metric.get("object");
            default -> metric.get("external");
        };
        Optional<AutoscalerTarget> target = type.endsWith("Resource") ? resource(metric, body) : custom(metric, body);
        if (target.isPresent()) {
            metric.markIgnored();
        }
        return target;
    }

    private Optional<AutoscalerTarget> resource(Setting metric, Setting body) {
        Setting percent = firstPresent(body, "averageUtilization", "targetAverageUtilization");
        Setting amount = firstPresent(body, "averageValue", "targetAverageValue");
        String container = body.get("container").peekText();
        String main = workload.container().get("name").peekText();
        if (!body.get("name").peekText().equals("cpu")) {
            metric.ignore("the use of memory of " + part.name()
                    + ", by which it is scaled: the memory that its requests use is not in the files");
            return Optional.empty();
        }
        if (!container.isEmpty() && !container.equals(main)) {
            metric.ignore(
                    "the CPU of another container of " + part.name() + ", by which it is scaled: its work is unknown");
            return Optional.empty();
        }
        if (percent.isPresent()) {
            return utilization(metric, percent, !container.isEmpty());
        }
        return amount(metric, amount);
    }

    /** Returns the target of an amount of CPU per pod. */
    Optional<AutoscalerTarget> amount(Setting metric, Setting amount) {
        OptionalDouble cpus = KubernetesQuantities.number(amount.peekText());
        if (cpus.isEmpty()) {
            metric.ignore("a CPU target of " + part.name() + " that is no amount of CPU");
            return Optional.empty();
        }
        amount.text();
        return cpu(
                metric,
                cpus.getAsDouble(),
                "origin: " + amount.origin() + ", " + LanguageNumbers.format(cpus.getAsDouble(), 4) + " CPUs of a pod");
    }

    /** Returns the target of a percentage of the CPU request of a pod. */
    Optional<AutoscalerTarget> utilization(Setting percent) {
        return utilization(percent, percent, false);
    }

    /** Returns the target of an autoscaler without metrics. */
    Optional<AutoscalerTarget> usual(Setting kind) {
        return utilization(kind, USUAL_PERCENT, "Kubernetes' default, ", false);
    }

    /**
     * Returns the target of a percentage of the CPU request.
     *
     * @param mainOnly whether it is the request of the program alone, without sidecars
     */
    Optional<AutoscalerTarget> utilization(Setting metric, Setting percent, boolean mainOnly) {
        OptionalDouble value = KubernetesQuantities.number(percent.peekText());
        if (value.isEmpty() || value.getAsDouble() <= 0) {
            metric.ignore("a CPU target of " + part.name() + " that is no percentage");
            return Optional.empty();
        }
        percent.text();
        return utilization(metric, value.getAsDouble(), "origin: " + percent.origin() + ", ", mainOnly);
    }

    private Optional<AutoscalerTarget> utilization(Setting metric, double percent, String origin, boolean mainOnly) {
        double requests = 0;
        for (Setting container : workload.containers()) {
            boolean counts =
                    !mainOnly || container.path().equals(workload.container().path());
            OptionalDouble request = request(container);
            if (counts && request.isEmpty()) {
                metric.ignore(
                        "the use of CPU of " + part.name() + ", by which it is scaled: a container of its pods has"
                                + " no CPU request in the files, and without one Kubernetes does not scale by it");
                return Optional.empty();
            }
            requests += counts ? request.getAsDouble() : 0;
        }
        String share = LanguageNumbers.format(percent, 4) + "% of the CPU request of a pod";
        return cpu(metric, percent / 100 * requests, origin + share);
    }

    /** Returns the CPU request of a container, which defaults to its limit. */
    private static OptionalDouble request(Setting container) {
        OptionalDouble request = KubernetesQuantities.number(
                container.get("resources", "requests", "cpu").peekText());
        return request.isPresent()
                ? request
                : KubernetesQuantities.number(
                        container.get("resources", "limits", "cpu").peekText());
    }

    private Optional<AutoscalerTarget> cpu(Setting metric, double cpus, String origin) {
        if (part.isModel()) {
            metric.ignore("the use of CPU by which " + part.name() + " is scaled: here a model server has no cores");
            return Optional.empty();
        }
        OptionalDouble limit = workload.cpus();
        if (limit.isEmpty() || limit.getAsDouble() <= 0) {
            metric.ignore("an amount of CPU by which " + part.name()
                    + " is scaled: the CPUs of its pods are not in the files");
            return Optional.empty();
        }
        workload.container().get("resources", "requests", "cpu").text();
        double target = cpus / limit.getAsDouble() * 100;
        String reason = target > MAXIMUM
                ? origin + "; that is above its limit, so it never scales up"
                : origin + ", and its limit is " + LanguageNumbers.format(limit.getAsDouble(), 4)
                        + (limit.getAsDouble() == 1 ? " CPU" : " CPUs");
        return Optional.of(new AutoscalerTarget(
                "cpu", LanguageNumbers.format(Math.min(MAXIMUM, target), 3) + "%", reason, metric));
    }

    private Optional<AutoscalerTarget> custom(Setting metric, Setting body) {
        Setting average = firstPresent(body, "averageValue", "targetAverageValue");
        Setting name = body.get("metric", "name").isPresent() ? body.get("metric", "name") : body.get("metricName");
        Optional<AutoscalerTarget> target = perNode(metric, name.peekText(), average);
        if (target.isEmpty()) {
            boolean sum = !average.isPresent()
                    && firstPresent(body, "value", "targetValue").isPresent();
            metric.ignore("a metric of other software by which " + part.name() + " is scaled: "
                    + (sum ? "its target is for all pods together" : "a scenario does not have it"));
        }
        return target;
    }

    /** Returns the target of a metric per pod, if its name is that of a metric of the scenario language. */
    Optional<AutoscalerTarget> perNode(Setting metric, String name, Setting average) {
        OptionalDouble number = KubernetesQuantities.number(average.peekText());
        Optional<NamedMetric> known = Stream.concat(
                        METRICS.stream(), part.isModel() ? MODEL_METRICS.stream() : Stream.empty())
                .filter(one -> name.matches(one.name()))
                .findFirst();
        if (number.isEmpty() || number.getAsDouble() <= 0 || known.isEmpty()) {
            return Optional.empty();
        }
        average.text();
        return Optional.of(new AutoscalerTarget(
                known.get().metric(),
                LanguageNumbers.format(number.getAsDouble() * known.get().factor(), 6)
                        + known.get().unit(),
                "origin: " + average.origin() + ", " + known.get().text() + " of each pod",
                metric));
    }

    private static Setting firstPresent(Setting body, String current, String older) {
        Setting target = body.get("target", current);
        return target.isPresent() ? target : body.get(older);
    }
}
