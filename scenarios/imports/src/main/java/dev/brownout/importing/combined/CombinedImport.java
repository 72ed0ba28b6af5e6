package dev.brownout.importing.combined;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.importing.calibrate.UserLoop;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Import of a configuration together with access logs and results of load tests of the same system. */
public final class CombinedImport {
    private CombinedImport() {}

    /**
     * Combines a configuration with measured requests. The load, the request types and the keys are those of the access
     * logs, or of the load tests if there are no logs. Service times and cores are estimated from the load tests, or
     * from the logs if there are none.
     *
     * @param site components of the configuration
     * @param logs access logs; can be opened several times
     * @param loadTests results of load tests; can be opened several times
     * @throws ImportException if the requests cannot be read, or the configuration has no server for them
     */
    public static SystemDescription combine(
            SystemDescription site, List<ImportSource> logs, List<ImportSource> loadTests) throws ImportException {
        SystemDescription requests = LogImporter.tier(logs.isEmpty() ? loadTests : logs);
        ImportedSystem components = site.system();
        MeasuredNames names = new MeasuredNames(components, requests.system());
        ImportedSystem measured = names.system();
        int nodes = new CombinedSystem(components, measured, Optional.empty()).nodes();
        TierScenario scenario = (cores, work) -> candidate(components, measured, cores, work);
        Optional<ServiceEstimate> estimate = Optional.empty();
        List<MeasuredLog> timed = timed(loadTests.isEmpty() ? logs : loadTests).stream()
                .map(log -> log.renamed(names::request))
                .toList();
        if (!timed.isEmpty()) {
            estimate = ServiceEstimate.of(timed, nodes, scenario);
        }
        return new SystemDescription(
                new CombinedSystem(components, measured, estimate).system(),
                Stream.concat(site.summary().stream(), requests.summary().stream())
                        .toList());
    }

    private static String candidate(ImportedSystem site, ImportedSystem measured, int cores, Map<String, String> work) {
        try {
            ServiceEstimate estimate = ServiceEstimate.candidate(cores, work);
            ImportedSystem system = new CombinedSystem(site, measured, Optional.of(estimate)).system();
            return new SystemDescription(system, List.of()).result().scenario();
        } catch (ImportException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    /** Returns the requests with their times; empty if the times are missing or too coarse. */
    private static List<MeasuredLog> timed(List<ImportSource> sources) {
        List<TimedLog> logs = new ArrayList<>();
        try {
            for (ImportSource source : sources) {
                logs.add(TimedLog.read(source, Optional.empty()));
            }
        } catch (ImportException coarse) {
            return List.of();
        }
        return MeasuredLog.of(
                logs,
                logs.stream()
                        .map(log -> UserLoop.of(log, OptionalInt.empty(), false))
                        .toList());
    }
}
