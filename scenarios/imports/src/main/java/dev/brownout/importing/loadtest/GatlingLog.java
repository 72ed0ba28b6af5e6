package dev.brownout.importing.loadtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Text form of {@code simulation.log} of Gatling 2 to 3.11 (its class {@code LogFileDataWriter}): records with tabs
 * between their fields. A REQUEST ends with its start, its end, its status and its message. The fields before them are
 * those of the version.
 */
final class GatlingLog implements LoadTestFormat {
    private static final int LEAST_FIELDS = 6;
    private static final double MICROS_PER_MILLI = 1e3;

    private final UserCount users = new UserCount();

    @Override
    public String name() {
        return "Gatling's simulation.log";
    }

    @Override
    public String tool() {
        return "Gatling";
    }

    @Override
    public LoopKind loop() {
        return LoopKind.EITHER;
    }

    @Override
    public int activeUsers() {
        return users.active();
    }

    @Override
    public List<String> leftOut() {
        return List.of("the groups and messages of Gatling's requests, and their paths, which are not in the log");
    }

    @Override
    public LoadTestRequest read(String line) {
        List<String> fields = fields(line);
        return switch (fields.get(0)) {
            case "REQUEST" -> request(fields);
            case "USER" -> {
                users.set(users.active() + (fields.contains("START") ? 1 : fields.contains("END") ? -1 : 0));
                yield null;
            }
            case "RUN" -> {
                users.set(0);
                yield null;
            }
            case "GROUP", "ERROR", "ASSERTION" -> null;
            default -> throw new IllegalArgumentException("no record of Gatling");
        };
    }

    private static LoadTestRequest request(List<String> fields) {
        int status = Math.max(fields.lastIndexOf("OK"), fields.lastIndexOf("KO"));
        if (fields.size() < LEAST_FIELDS || status < 3) {
            throw new IllegalArgumentException("a REQUEST without its times and status");
        }
        double started = ResultTimes.number(fields.get(status - 2));
        double endTime = ResultTimes.number(fields.get(status - 1));
        boolean success = fields.get(status).equals("OK");
        return new LoadTestRequest(
                Math.round(started * MICROS_PER_MILLI),
                "",
                "",
                fields.get(status - 3),
                success ? LoadTestRequest.OK : LoadTestRequest.FAILED,
                -1,
                Math.round(Math.max(0, endTime - started) * MICROS_PER_MILLI));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int index = 0;
        while (index <= line.length()) {
            int end = line.indexOf('\t', index);
            end = end < 0 ? line.length() : end;
            fields.add(line.substring(index, end).strip());
            index = end + 1;
        }
        return fields;
    }
}
