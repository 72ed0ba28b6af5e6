package dev.brownout.importing.calibrate;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.loadtest.LoopKind;
import dev.brownout.importing.loadtest.MeasuredSummary;
import dev.brownout.importing.log.TimedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reader of the logs and load tests of a calibration. A load is open or a closed loop: by {@code --users}, else by the
 * results, else by {@code --loop}, else it is open.
 *
 * @param format log format; empty to recognize it
 * @param users numbers of users from the command line
 * @param closed whether the load of the fitted logs is a closed loop, as {@code --loop} says; without fitted logs that
 *     of the compared ones
 */
public record LoadInputReader(Optional<String> format, GivenUsers users, Optional<Boolean> closed) {
    /**
     * Reads the files.
     *
     * @param fitted logs with individual requests
     * @param compared logs, or summaries of load tests
     * @throws ImportException if a file cannot be read, or nothing says whether the load of a fitted log is open
     */
    public LoadInputs read(List<Path> fitted, List<Path> compared) throws ImportException {
        List<TimedLog> logs = new ArrayList<>();
        List<Optional<UserLoop>> loops = new ArrayList<>();
        List<MeasuredSummary> summaries = new ArrayList<>();
        Set<String> unused = new TreeSet<>(users.byFile().keySet());
        for (Path path : fitted) {
            unused.removeAll(names(path));
            TimedLog log = TimedLog.read(ImportSource.file(path), format);
            requireLoop(path, log);
            logs.add(log);
            loops.add(closed.orElse(true) || userCount(path).isPresent() ? loop(path, log) : Optional.empty());
        }
        for (Path path : compared) {
            unused.removeAll(names(path));
            Optional<MeasuredSummary> summary = summary(path);
            if (summary.isPresent()) {
                summaries.add(summary.get());
                continue;
            }
            TimedLog log = TimedLog.read(ImportSource.file(path), format);
            logs.add(log);
            boolean open = fitted.isEmpty() && !closed.orElse(true);
            loops.add(open && userCount(path).isEmpty() ? Optional.empty() : loop(path, log));
        }
        if (!unused.isEmpty()) {
            throw new ImportException(
                    "--users {}=...: no file has that name", unused.iterator().next());
        }
        List<MeasuredLog> measured = MeasuredLog.of(logs, loops);
        return new LoadInputs(measured.subList(0, fitted.size()), measured, summaries);
    }

    private void requireLoop(Path path, TimedLog log) throws ImportException {
        boolean stated = log.users().isClosed() || log.users().loop() != LoopKind.EITHER;
        if (closed.isEmpty()
                && !stated
                && userCount(path).isEmpty()
                && users.other().isEmpty()) {
            throw new ImportException(
                    "missing --loop: {} does not show whether its load was open or closed\n  --loop open: "
                            + "arrivals are independent of responses, as on a public site\n  --loop closed: "
                            + "each client of a load generator waits for the response before its next "
                            + "request\nA closed loop sends no requests while all clients wait (coordinated "
                            + "omission), so its percentiles\nand arrivals are not those of users.",
                    path);
        }
    }

    private static List<String> names(Path path) {
        return List.of(path.toString(), ImportSource.fileName(path.toString()));
    }

    private OptionalInt userCount(Path path) {
        return users.of(path.toString(), ImportSource.fileName(path.toString()));
    }

    /** Returns the number of users from the command line; the one for all other files if the results state none. */
    private OptionalInt userCount(Path path, boolean states) {
        OptionalInt own = userCount(path);
        return own.isPresent() || states ? own : users.other();
    }

    private Optional<UserLoop> loop(Path path, TimedLog log) {
        boolean states = log.users().isClosed() || log.users().loop() == LoopKind.OPEN;
        return UserLoop.of(log, userCount(path, states), closed.orElse(false));
    }

    /** Returns the summary in a file; empty if the file has individual requests, or is a pipe. */
    private Optional<MeasuredSummary> summary(Path path) throws ImportException {
        if (format.isPresent() || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return MeasuredSummary.read(ImportSource.file(path)).map(summary -> {
            OptionalInt users = userCount(path, summary.users() > 0 || !summary.thinks());
            return users.isPresent() ? summary.withUsers(users.getAsInt()) : summary;
        });
    }
}
