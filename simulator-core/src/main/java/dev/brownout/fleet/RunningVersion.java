package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.Map;

/** The version of a host. Each process runs the version that was set for the host when the process started. */
final class RunningVersion implements Host.Resident {
    /** Name of the initial version. */
    static final String FIRST = "";

    private final Map<String, VersionSpec> versions;
    private final Host host;
    private String targetVersion = FIRST;
    private VersionSpec running;
    private String before;
    private Deployment broughtBy;

    RunningVersion(Map<String, VersionSpec> versions, Host host) {
        this.versions = versions;
        this.host = host;
        host.attach(this);
    }

    /** Returns the version that the host runs, or will run after its next start. */
    String targetVersion() {
        return targetVersion;
    }

    /** Returns the version before the deployment; {@code null} if none was deployed or it was rolled back. */
    String previousVersion() {
        return before;
    }

    /** Returns the deployment of the version; {@code null} if none was deployed or it was rolled back. */
    Deployment broughtBy() {
        return broughtBy;
    }

    /** Sets the version of the next process, by a deployment. */
    void deploy(String version, String replacement, Deployment by) {
        targetVersion = version;
        before = replacement;
        broughtBy = by;
    }

    /** Sets the version of the next process. It cannot be rolled back. */
    void become(String version) {
        targetVersion = version;
        before = null;
        broughtBy = null;
    }

    @Override
    public void onRestart() {
        running = versions.get(targetVersion);
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
