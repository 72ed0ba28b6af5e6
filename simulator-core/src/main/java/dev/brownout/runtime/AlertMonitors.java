package dev.brownout.runtime;

import dev.brownout.metrics.AlertSignal;
import dev.brownout.metrics.AlertSignalResolver;
import dev.brownout.metrics.CompletedRequests;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.scenario.AlertSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of a scenario: each reads its own number, and what has ended is counted for all of them once. */
final class AlertMonitors {
    private final Assembly assembly;
    private final Map<String, RequestClass> classes;
    private final Map<String, CompletedRequests> ended = new TreeMap<>();
    private final List<AlertMonitor> alarms = new ArrayList<>();

    /** Makes room for what is measured of them; what they read is found later. */
    AlertMonitors(Assembly assembly, Map<String, RequestClass> classes) {
        this.assembly = assembly;
        this.classes = classes;
        assembly.scenario.alerts().forEach((name, spec) -> alarms.add(new AlertMonitor(assembly, name, spec)));
    }

    /** Finds what each of them reads, and says so where there is no such thing. */
    void find(MetricResolver readings, ScenarioErrors complaints) {
        AlertSignalResolver signals = new AlertSignalResolver(assembly.measurements, readings, this::ended);
        for (AlertMonitor alarm : alarms) {
            complaints.about(() -> {
                AlertSpec spec = alarm.spec();
                AlertSignal signal = signals.of(spec, "alerts." + alarm.name() + ".if");
                alarm.reads(signal);
            });
            complaints.about(alarm::check);
        }
    }

    private CompletedRequests ended(String request) {
        return ended.computeIfAbsent(request, name -> {
            RequestClass type = classes.get(name);
            CompletedRequests all = new CompletedRequests(assembly.grid.end(), type.stats().length);
            type.watch(all);
            return all;
        });
    }

    /** The monitor begins to look. */
    void start() {
        alarms.forEach(AlertMonitor::start);
    }
}
