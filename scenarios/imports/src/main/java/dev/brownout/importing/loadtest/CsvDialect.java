package dev.brownout.importing.loadtest;

import java.util.List;

/** Columns of the CSV files of load generators. The columns of a file may be in any order if its header names them. */
enum CsvDialect {
    /** JMeter (user manual, "CSV Log format"; the default columns of version 5). */
    JMETER(
            "JMeter",
            "timeStamp,elapsed",
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,"
                    + "sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect",
            "[0-9]{13},[0-9]+,.*",
            LoopKind.CLOSED),
    /** k6 (documentation, "CSV"). */
    K6("k6", "metric_name,timestamp,metric_value", "", "(?!)", LoopKind.EITHER),
    /** hey (its README, {@code -o csv}). */
    HEY("hey", "response-time,DNS+dialup", "", "(?!)", LoopKind.CLOSED),
    /** ab of Apache (manual page, {@code -g}: values for Gnuplot, separated by tabs). */
    AB("ab", "starttime\tseconds\tctime", "", "(?!)", LoopKind.CLOSED),
    /** vegeta (README, {@code vegeta encode --to csv}), which writes no header. */
    VEGETA(
            "vegeta",
            "",
            "timestamp,code,latency,bytes_out,bytes_in,error,body,attack,seq,method,url,headers",
            "[0-9]{16,20},[0-9]{1,3},[0-9]+,[0-9]+,[0-9]+,.*",
            LoopKind.OPEN);

    private final String tool;
    private final String start;
    private final String columns;
    private final String row;
    private final LoopKind loop;

    CsvDialect(String tool, String start, String columns, String row, LoopKind loop) {
        this.tool = tool;
        this.start = start;
        this.columns = columns;
        this.row = row;
        this.loop = loop;
    }

    LoopKind loop() {
        return loop;
    }

    String tool() {
        return tool;
    }

    /** Returns the columns of a file without a header. */
    List<String> columns() {
        return columns.isEmpty() ? List.of() : List.of(columns.split(",", -1));
    }

    /** Returns whether a line looks like a row of a file without a header. */
    boolean isRow(String line) {
        return line.matches(row);
    }

    /** Returns whether the columns are those of a header of this dialect. */
    boolean isHeader(List<String> cells) {
        return !start.isEmpty() && cells.containsAll(List.of(start.split("[,\t]", -1)));
    }
}
