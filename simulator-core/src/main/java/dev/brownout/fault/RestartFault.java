package dev.brownout.fault;

import dev.brownout.host.Host;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;

/** Kill and restart of a process on the same host, as by a supervisor after failed probes. */
@Kind("restart")
@Doc("Kills the process and starts it again with empty memory, immediately or after the "
        + "time of 'for'. A hang, pause, error or slowdown ends; a power or network failure "
        + "stays.")
@ModelSheet(leftOut = "Graceful shutdown: calls in flight are reset, as by a crash.")
@Example("""
        faults:
          - at 4m: hang web/1
          - at 5m: restart web/1 for 10s
        """)
public record RestartFault() implements ProcessRestartFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} restarted", name);
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::beginRestart);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::endRestart);
    }
}
