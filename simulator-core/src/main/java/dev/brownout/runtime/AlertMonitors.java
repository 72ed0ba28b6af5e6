package dev.brownout.runtime;

import dev.brownout.metrics.AlertLog;
import dev.brownout.metrics.AlertSignal;
import dev.brownout.metrics.AlertSignalResolver;
import dev.brownout.metrics.CompletedRequests;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.scenario.AlertSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alert monitors of a scenario. Each monitor reads its own signal. Monitors of the same request class share one
 * count of completed requests.
 */
final class AlertMonitors {
    private final RunEnvironment run;
    private final Map<String, RequestClass> classes;
    private final Map<String, CompletedRequests> completedRequests = new TreeMap<>();
    private final List<AlertMonitor> alarms = new ArrayList<>();

    /**
     * Creates one monitor per alert of the scenario, with its metrics. The signals are resolved later by {@link #find}.
     */
    AlertMonitors(RunModel model) {
        this.run = model.run();
        this.classes = model.classes();
        run.scenario.alerts().forEach((name, spec) -> alarms.add(new AlertMonitor(model, name, spec)));
    }

    /** Resolves the signal of each alert and checks its actions. Reports an error for each unknown signal or target. */
    void find(RunMeasurements measurements, MetricResolver readings, ScenarioErrors complaints) {
        AlertSignalResolver signals = new AlertSignalResolver(measurements, readings, this::completedRequests);
        for (AlertMonitor alarm : alarms) {
            complaints.check(() -> {
                AlertSpec spec = alarm.spec();
                AlertSignal signal = signals.of(spec, "alerts." + alarm.name() + ".if");
                alarm.reads(signal);
            });
            complaints.check(alarm::check);
        }
    }

    /** Returns the firing times and metrics of each alert. */
    SortedMap<String, AlertLog> logs() {
        SortedMap<String, AlertLog> logs = new TreeMap<>();
        alarms.forEach(alarm -> logs.put(alarm.name(), alarm.log()));
        return logs;
    }

    private CompletedRequests completedRequests(String request) {
        return completedRequests.computeIfAbsent(request, name -> {
            RequestClass type = classes.get(name);
            CompletedRequests all = new CompletedRequests(run.grid.end(), type.stats().length);
            type.addListener(all);
            return all;
        });
    }

    /** Starts all monitors. */
    void start() {
        alarms.forEach(AlertMonitor::start);
    }
}
