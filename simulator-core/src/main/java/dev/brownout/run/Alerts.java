package dev.brownout.run;

import dev.brownout.reading.Ended;
import dev.brownout.reading.Readings;
import dev.brownout.reading.Signal;
import dev.brownout.reading.Signals;
import dev.brownout.scenario.AlertSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of a scenario: each reads its own number, and what has ended is counted for all of them once. */
final class Alerts {
    private final Assembly assembly;
    private final Map<String, RequestClass> classes;
    private final Map<String, Ended> ended = new TreeMap<>();
    private final List<Alarm> alarms = new ArrayList<>();

    /** Makes room for what is measured of them; what they read is found later. */
    Alerts(Assembly assembly, Map<String, RequestClass> classes) {
        this.assembly = assembly;
        this.classes = classes;
        assembly.scenario.alerts().forEach((name, spec) -> alarms.add(new Alarm(assembly, name, spec)));
    }

    /** Finds what each of them reads, and says so where there is no such thing. */
    void find(Readings readings, Complaints complaints) {
        Signals signals = new Signals(assembly.measurements, readings, this::ended);
        for (Alarm alarm : alarms) {
            complaints.about(() -> {
                AlertSpec spec = alarm.spec();
                Signal signal = signals.of(spec, "alerts." + alarm.name() + ".if");
                alarm.reads(signal);
            });
            complaints.about(alarm::check);
        }
    }

    private Ended ended(String request) {
        return ended.computeIfAbsent(request, name -> {
            RequestClass type = classes.get(name);
            Ended all = new Ended(assembly.grid.end(), type.stats().length);
            type.watch(all);
            return all;
        });
    }

    /** The monitor begins to look. */
    void start() {
        alarms.forEach(Alarm::start);
    }
}
