package dev.brownout.export;

import dev.brownout.chart.Chart;
import dev.brownout.chart.ChartBook;
import dev.brownout.html.Report;
import dev.brownout.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of files that a run leaves for people and tools. */
public final class Outputs {

    private Outputs() {}

    /**
     * Writes {@code result.json}, {@code run.json}, {@code series.csv}, {@code report.html} and every chart as
     * {@code charts/*.svg} and {@code charts/*.png}; each file appears whole or not at all. What an earlier run left
     * there and this one does not goes, such as charts of other nodes; files of others stay.
     *
     * @param directory where to write; made if it does not exist
     * @return the files written, in that order
     * @throws IOException when a file cannot be written
     */
    public static List<Path> write(RunResult result, RunFacts facts, Path directory) throws IOException {
        List<Path> written = new ArrayList<>();
        written.add(AtomicFile.write(directory.resolve("result.json"), ResultJson.write(result)));
        EarlierRun earlier = EarlierRun.in(directory);
        written.add(AtomicFile.write(directory.resolve("series.csv"), SeriesCsv.write(result)));
        List<Chart> charts = ChartBook.of(result);
        List<byte[]> pictures = draw(charts);
        byte[] report = Report.render(result, charts).getBytes(StandardCharsets.UTF_8);
        written.add(AtomicFile.write(directory.resolve("report.html"), report));
        Path stem = directory.resolve("charts");
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            byte[] svg = chart.svg().getBytes(StandardCharsets.UTF_8);
            written.add(AtomicFile.write(stem.resolve(chart.slug() + ".svg"), svg));
            written.add(AtomicFile.write(stem.resolve(chart.slug() + ".png"), pictures.get(i)));
        }
        written.add(1, directory.resolve("run.json"));
        List<String> names = written.stream()
                .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                .toList();
        AtomicFile.write(directory.resolve("run.json"), ResultJson.write(facts, names));
        earlier.removeAllBut(names);
        return List.copyOf(written);
    }

    /**
     * Writes a text in UTF-8; the file appears whole or not at all.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes; the file appears whole or not at all.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path path, byte[] bytes) throws IOException {
        AtomicFile.write(path, bytes);
    }

    /**
     * Writes a chart as SVG and as PNG under its own name into a folder.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Chart chart, Path folder) throws IOException {
        write(folder.resolve(chart.slug() + ".svg"), chart.svg());
        write(folder.resolve(chart.slug() + ".png"), chart.png());
    }

    /** Draws all charts, each by one thread, on the cores there are: the PNGs, in the order of the charts. */
    private static List<byte[]> draw(List<Chart> charts) {
        return charts.parallelStream()
                .map(chart -> {
                    chart.svg();
                    return chart.png();
                })
                .toList();
    }
}
