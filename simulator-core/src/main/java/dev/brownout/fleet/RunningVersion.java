package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.Map;

/** Which version a machine runs: each process runs the one that was meant for the machine when it started. */
final class RunningVersion implements Host.Resident {
    /** What machines run at the start. */
    static final String FIRST = "";

    private final Map<String, VersionSpec> versions;
    private final Host host;
    private String meant = FIRST;
    private VersionSpec running;
    private String before;
    private Deployment broughtBy;

    RunningVersion(Map<String, VersionSpec> versions, Host host) {
        this.versions = versions;
        this.host = host;
        host.attach(this);
    }

    /** Which one it runs, or will run when it starts next. */
    String meant() {
        return meant;
    }

    /** Which one it ran before it was deployed; {@code null} where nothing was, or all was taken back. */
    String before() {
        return before;
    }

    /** How it was brought to what it runs; {@code null} where nobody did. */
    Deployment broughtBy() {
        return broughtBy;
    }

    /** The next process runs a version by a deployment. */
    void deploy(String version, String instead, Deployment by) {
        meant = version;
        before = instead;
        broughtBy = by;
    }

    /** The next process runs a version, and nothing is there to be taken back. */
    void become(String version) {
        meant = version;
        before = null;
        broughtBy = null;
    }

    @Override
    public void onRestart() {
        running = versions.get(meant);
        if (running != null) {
            host.fail(running.errors().ratio());
            host.slow(running.slower().times());
        }
    }

    @Override
    public void onCrash() {
        if (running != null) {
            host.endFail(running.errors().ratio());
            host.endSlow(running.slower().times());
            running = null;
        }
    }
}
