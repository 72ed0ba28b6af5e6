package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Service of Knative: a workload with an entry point and an autoscaler of its own.
 *
 * @see <a href="https://knative.dev/docs/serving/autoscaling/">Knative, About autoscaling: 100 requests in flight for
 *     each pod, of which 70 % are used; a decision every 2 s by the mean over 60 s; idle pods stop</a>
 */
final class KnativeService {
    private static final String GROUP = "autoscaling.knative.dev/";
    private static final double UTILIZATION = 70;
    private static final double USUAL_TARGET = 100;
    private static final long MOST_PODS = 10_000;

    /** Requests that wait at the proxy of a pod, for each request that may be in flight (queue-proxy). */
    private static final long WAITING = 10;

    private final Workload workload;
    private final SystemPart part;

    KnativeService(Workload workload, SystemPart part) {
        this.workload = workload;
        this.part = part;
    }

    /** Returns whether an object is a Service of Knative. */
    static boolean is(Manifest manifest) {
        return manifest.is("Service", "serving.knative.dev");
    }

    /** Returns whether users reach the Service from outside of the cluster. */
    static boolean isPublic(Manifest manifest) {
        return !manifest.setting()
                .get("metadata", "labels")
                .get("networking.knative.dev/visibility")
                .peekText()
                .equals("cluster-local");
    }

    private Setting annotation(String... names) {
        Setting annotations = workload.template().get("metadata", "annotations");
        for (String name : names) {
            if (annotations.get(GROUP + name).isPresent()) {
                return annotations.get(GROUP + name);
            }
        }
        return annotations.get(GROUP + names[0]);
    }

    /** Adds the limits and the autoscaler. */
    void apply() {
        Setting limit = workload.pod().get("containerConcurrency");
        long concurrent = Manifest.integer(limit, 0);
        if (concurrent > 0) {
            part.addSetting(
                    part.isModel() ? "max_sequences" : "workers",
                    Long.toString(concurrent),
                    "origin: " + limit.origin());
            part.addSetting(
                    "queue",
                    Long.toString(WAITING * concurrent),
                    "Knative's queue-proxy: ten waiting requests for each one in flight");
        }
        autoscaler(concurrent, limit);
        Setting timeout = workload.pod().get("timeoutSeconds");
        if (Manifest.integer(timeout, 0) > 0) {
            part.addSetting("timeout", Manifest.integer(timeout, 0) + "s", "origin: " + timeout.origin());
        }
        workload.manifest().spec().get("traffic").items().forEach(this::traffic);
        for (String other : List.of("responseStartTimeoutSeconds", "idleTimeoutSeconds")) {
            workload.pod().get(other).ignore(other + " of", part.name(), "here one timeout of the whole response");
        }
    }

    private void traffic(Setting traffic) {
        boolean all = Manifest.integer(traffic.get("percent"), 100) == 100;
        if (all) {
            traffic.markIgnored();
        } else {
            traffic.ignore("a share of the requests of " + part.name() + ": its other revisions are not in the files");
        }
    }

    private void autoscaler(long concurrent, Setting limit) {
        Setting least = annotation("min-scale", "minScale");
        Setting most = annotation("max-scale", "maxScale");
        Setting first = annotation("initial-scale", "initialScale");
        Setting metric = annotation("metric");
        Setting target = annotation("target");
        Setting used = annotation("target-utilization-percentage", "targetUtilizationPercentage");
        boolean cpu = metric.peekText().equals("cpu");
        boolean perSecond = metric.peekText().equals("rps");
        long minimum = Math.max(1, Manifest.integer(least, 0));
        long maximum = Manifest.integer(most, 0) > 0 ? Manifest.integer(most, 0) : MOST_PODS;
        part.nodes(
                Math.max(minimum, Math.min(maximum, Manifest.integer(first, 1))),
                (first.isPresent() ? first : least).isPresent()
                        ? (first.isPresent() ? first : least).origin()
                        : "Knative's default initial scale");
        if (metric.peekText().equals("memory")) {
            metric.ignore("the memory by which " + part.name() + " is scaled: the memory of its requests is unknown");
            return;
        }
        metric.text();
        double number = KubernetesQuantities.number(target.peekText())
                .orElse(perSecond ? 2 * USUAL_TARGET : concurrent > 0 ? concurrent : USUAL_TARGET);
        double share = KubernetesQuantities.number(used.peekText()).orElse(UTILIZATION);
        target.text();
        used.text();
        String origin = target.isPresent()
                ? "origin: " + target.origin()
                : concurrent > 0 && !perSecond ? "origin: " + limit.origin() : "Knative's default";
        part.addSetting("autoscale.metric", cpu ? "cpu" : perSecond ? "requests" : "in_flight", "Knative's autoscaler");
        part.addSetting(
                "autoscale.target",
                cpu
                        ? LanguageNumbers.format(Math.min(100, number), 4) + "%"
                        : LanguageNumbers.format(number * share / 100, 6) + (perSecond ? "/s" : ""),
                cpu ? origin : origin + ", of which " + LanguageNumbers.format(share, 4) + "% are used");
        part.addSetting(
                "autoscale.min",
                Long.toString(minimum),
                least.isPresent()
                        ? "origin: " + least.origin()
                        : "at least one here; Knative stops the last one when it is idle");
        part.addSetting(
                "autoscale.max",
                Long.toString(maximum),
                Manifest.integer(most, 0) > 0 ? "origin: " + most.origin() : "Knative has no limit by default");
        speed(maximum);
    }

    private void speed(long maximum) {
        part.addSetting("autoscale.sync", "2s", "Knative's default tick-interval");
        part.addSetting("autoscale.metric_lag", "0s", "pods are asked directly");
        part.addSetting("autoscale.tolerance", "0%", "Knative has none");
        Setting window = annotation("window");
        OptionalDouble stable = KubernetesQuantities.nanos(window.text());
        part.addSetting(
                "autoscale.down_window",
                LanguageNumbers.nanos(stable.orElse(60e9), 9),
                (window.isPresent() ? "origin: " + window.origin() : "Knative's default stable window")
                        + "; its mean there, the highest recommendation here");
        part.addSetting("autoscale.up_policy.share", "100%", "Knative's max-scale-up-rate 1000");
        part.addSetting("autoscale.up_policy.nodes", Long.toString(maximum), "Knative's max-scale-up-rate 1000");
        part.addSetting("autoscale.up_policy.every", "2s", "Knative's default tick-interval");
        part.addSetting("autoscale.down_policy.share", "50%", "Knative's max-scale-down-rate 2");
        part.addSetting("autoscale.down_policy.nodes", "1", "Knative's max-scale-down-rate 2");
        part.addSetting("autoscale.down_policy.every", "2s", "Knative's default tick-interval");
    }
}
