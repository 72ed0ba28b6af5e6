package dev.brownout.importing.loadtest;

import java.util.ArrayList;
import java.util.List;

/** Results of a load generator in CSV, one request per row. */
final class CsvResults implements LoadTestFormat {
    private static final int LONGEST = 1 << 20;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_NANO = 1e-3;

    private final CsvDialect dialect;
    private List<String> columns = List.of();
    private char separator = ',';
    private String pending = "";
    private final UserCount users = new UserCount();
    private final SampleRepetition repetition = new SampleRepetition();

    CsvResults(CsvDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String name() {
        return dialect.tool() + " results in CSV";
    }

    @Override
    public String tool() {
        return dialect.tool();
    }

    @Override
    public LoopKind loop() {
        return dialect.loop() == LoopKind.CLOSED ? repetition.loop() : dialect.loop();
    }

    @Override
    public int activeUsers() {
        return users.active();
    }

    @Override
    public List<String> leftOut() {
        return switch (dialect) {
            case JMETER ->
                List.of(
                        "the parts of a response time in JMeter's columns (Latency, Connect), the size of requests"
                                + " (sentBytes) and pauses (IdleTime)",
                        ResultTimes.CLIENT_ERRORS);
            case K6 -> List.of("metrics of k6 other than http_req_duration and vus", ResultTimes.CLIENT_ERRORS);
            case HEY -> List.of("the parts of a response time in hey's columns, and paths, which hey does not write");
            case AB -> List.of("the parts of a response time in ab's columns (ctime, wait)");
            case VEGETA -> List.of();
        };
    }

    @Override
    public LoadTestRequest read(String line) {
        List<String> header = cells(line, separator(line));
        if (dialect.isHeader(header)) {
            separator = separator(line);
            columns = header;
            pending = "";
            return null;
        }
        if (columns.isEmpty() && dialect.isRow(line)) {
            columns = dialect.columns();
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("no line before it names the columns");
        }
        String record = pending.isEmpty() ? line : pending + "\n" + line;
        if (quotes(record) % 2 == 1 && record.length() < LONGEST) {
            pending = record;
            return null;
        }
        pending = "";
        List<String> cells = cells(record, separator);
        if (cells.size() < columns.size() - 1) {
            throw new IllegalArgumentException("it has " + cells.size() + " columns of " + columns.size());
        }
        return switch (dialect) {
            case JMETER -> jmeter(cells);
            case K6 -> k6(cells);
            case HEY -> hey(cells);
            case AB -> ab(cells);
            case VEGETA -> vegeta(cells);
        };
    }

    /** Reads a sample of JMeter. The sum of a transaction, which has samples of its own, is no request. */
    private LoadTestRequest jmeter(List<String> cells) {
        users.set(of("allThreads", cells).isEmpty() ? of("grpThreads", cells) : of("allThreads", cells));
        if (of("responseMessage", cells).startsWith("Number of samples in transaction")) {
            return null;
        }
        repetition.add(of("threadName", cells), of("label", cells));
        String url = of("URL", cells);
        String bytes = of("bytes", cells);
        return new LoadTestRequest(
                ResultTimes.micros(of("timeStamp", cells)),
                "",
                url.equals("null") ? "" : url,
                of("label", cells),
                ResultTimes.status(
                        of("responseCode", cells), !of("success", cells).equals("false")),
                bytes.isEmpty() ? -1 : Math.round(ResultTimes.number(bytes)),
                Math.round(ResultTimes.number(of("elapsed", cells)) * MICROS_PER_MILLI));
    }

    /** Reads a point of k6, which has the time of the response. */
    private LoadTestRequest k6(List<String> cells) {
        String metric = of("metric_name", cells);
        if (metric.equals("vus")) {
            users.set(of("metric_value", cells));
        }
        if (!metric.equals("http_req_duration")) {
            return null;
        }
        String status = of("status", cells);
        boolean success = !of("expected_response", cells).equals("false") && !status.equals("0");
        return K6Points.request(
                of("timestamp", cells),
                of("metric_value", cells),
                of("method", cells),
                of("url", cells),
                of("name", cells),
                ResultTimes.status(status, success));
    }

    private LoadTestRequest hey(List<String> cells) {
        return new LoadTestRequest(
                Math.round(ResultTimes.number(of("offset", cells)) * MICROS_PER_SECOND),
                "",
                "",
                "request",
                ResultTimes.status(of("status-code", cells), true),
                -1,
                Math.round(ResultTimes.number(of("response-time", cells)) * MICROS_PER_SECOND));
    }

    private LoadTestRequest ab(List<String> cells) {
        return new LoadTestRequest(
                ResultTimes.micros(of("seconds", cells)),
                "",
                "",
                "request",
                LoadTestRequest.OK,
                -1,
                Math.round(ResultTimes.number(of("ttime", cells)) * MICROS_PER_MILLI));
    }

    private LoadTestRequest vegeta(List<String> cells) {
        String code = of("code", cells);
        return new LoadTestRequest(
                ResultTimes.micros(of("timestamp", cells)),
                of("method", cells),
                of("url", cells),
                "",
                ResultTimes.status(code, !code.equals("0")),
                Math.round(ResultTimes.number(of("bytes_in", cells))),
                Math.round(ResultTimes.number(of("latency", cells)) * MICROS_PER_NANO));
    }

    private String of(String column, List<String> cells) {
        int index = columns.indexOf(column);
        return index < 0 || index >= cells.size() ? "" : cells.get(index);
    }

    private static char separator(String line) {
        return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 && line.indexOf(',') < 0 ? ';' : ',';
    }

    private static int quotes(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) == '"' ? 1 : 0;
        }
        return count;
    }

    /** Returns the cells of a row (RFC 4180). */
    static List<String> cells(String row, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
