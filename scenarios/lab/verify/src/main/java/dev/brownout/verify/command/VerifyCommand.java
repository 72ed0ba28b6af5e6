package dev.brownout.verify.command;

import dev.brownout.cli.ExitCode;
import dev.brownout.cli.OutputTarget;
import dev.brownout.cli.Terminal;
import dev.brownout.cli.UsageException;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.io.OutputFile;
import dev.brownout.io.OutputFolder;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.verify.FidelityPage;
import dev.brownout.verify.JsonReport;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.ReferenceValue;
import dev.brownout.verify.ReferenceValues;
import dev.brownout.verify.TextReport;
import dev.brownout.verify.Verification;
import dev.brownout.verify.VerificationResult;
import dev.brownout.verify.model.Families;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command that validates the simulator against analytical results, published tables and replays. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checked rows are met", "1:a row is violated, or internal error", ExitCode.BAD_INPUT_LINE
        })
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "verify only rows with this id, such as 'q.mm1.*', or a family, such as Caches")
    private String only = "*";

    @Option(names = "--all", description = "full run lengths, including slow rows")
    private boolean full;

    @Option(names = "--show", paramLabel = "ID", description = "print the model of a row instead of running it")
    private String shown;

    @Option(names = "--verbose", description = "print description and source of each row; log to standard error")
    private boolean verbose;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "standard output: text or json")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "also write a page in Markdown, such as fidelity.md")
    private Path out;

    @Option(names = "--threads", paramLabel = "N", description = "number of parallel runs; default: number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Output format of the validation. */
    enum Format {
        /** Text for a terminal. */
        text,
        /** JSON for programs. */
        json
    }

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (threads < 1) {
            throw new OptionException(spec.commandLine(), "--threads is at least 1");
        }
        if (out != null && Files.isDirectory(out)) {
            throw new UsageException("brownout: cannot write to {}: it is not a file", out);
        }
        ReferenceValues rows = new ReferenceValues(Families.all());
        if (shown != null) {
            return show(rows);
        }
        Predicate<ReferenceValue> selection = selection(rows);
        if (rows.all().stream().noneMatch(selection)) {
            throw new UsageException("brownout: unknown row '{}'", only);
        }
        if (out == null) {
            return print(verdict(rows, selection));
        }
        Path folder = Optional.ofNullable(out.getParent()).orElse(Path.of("."));
        try (OutputFolder held = OutputFile.isDirect(out)
                        ? null
                        : OutputTarget.of(terminal, spec).lock(folder);
                OutputFile page = OutputFile.open(out)) {
            CommandLog.debug("writes {} in {}", out, held == null ? out : held.path());
            VerificationResult verdict = verdict(rows, selection);
            int code = print(verdict);
            page.stream().write(FidelityPage.markdown(verdict).getBytes(StandardCharsets.UTF_8));
            page.commit();
            terminal.err().println("written: " + out);
            return code;
        } catch (IOException e) {
            throw OutputTarget.unwritable(out, e);
        }
    }

    private Predicate<ReferenceValue> selection(ReferenceValues rows) {
        Glob glob = Glob.of(only);
        return row -> glob.matches(row.id())
                || rows.family(row)
                        .filter(family -> family.title().equals(only))
                        .isPresent();
    }

    private int print(VerificationResult verdict) {
        if (format == Format.json) {
            terminal.output().writeBytes((JsonReport.document(verdict) + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            new TextReport(verdict, verbose).lines().forEach(terminal.output()::println);
        }
        terminal.output().flush();
        return verdict.isPassed() ? ExitCode.SUCCESS : ExitCode.INTERNAL_ERROR;
    }

    private VerificationResult verdict(ReferenceValues rows, Predicate<ReferenceValue> selection) {
        AtomicInteger done = new AtomicInteger();
        Verification verification = new Verification(rows, full, id -> {
            if (terminal.errIsScreen()) {
                control("\r\u001b[K" + done.incrementAndGet() + " models, the last " + id);
            }
        });
        try {
            return verification.run(selection, threads);
        } finally {
            if (terminal.errIsScreen()) {
                control("\r\u001b[K");
            }
        }
    }

    /** Writes a control sequence for the cursor to the terminal. */
    private void control(String text) {
        terminal.err().writeBytes(text.getBytes(StandardCharsets.UTF_8));
        terminal.err().flush();
    }

    private int show(ReferenceValues rows) throws UsageException {
        Optional<ReferenceValue> row =
                rows.all().stream().filter(r -> r.id().equals(shown)).findFirst();
        if (row.isEmpty()) {
            List<String> ids = rows.all().stream().map(ReferenceValue::id).toList();
            throw new UsageException("brownout: {}", SpellingSuggestion.unknown("row", shown, ids));
        }
        Optional<ReferenceModel> model = rows.model(row.get());
        if (model.isEmpty()) {
            throw new UsageException(
                    "brownout: {} cannot be expressed yet: it {}",
                    shown,
                    rows.reason(row.get()).orElse(""));
        }
        Optional<String> text = model.get().text();
        terminal.output()
                .print(text.orElse(
                        "# " + row.get().model() + "\n# written in Java: the scenario language cannot express it\n"));
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }

    /**
     * Pattern in which a star matches any text. Matching needs no backtracking.
     *
     * @param parts texts between the stars, in order; a single text if the pattern has no star
     */
    record Glob(List<String> parts) {
        Glob {
            parts = List.copyOf(parts);
        }

        static Glob of(String text) {
            return new Glob(List.of(text.split("\\*", -1)));
        }

        boolean matches(String text) {
            String first = parts.get(0);
            String last = parts.get(parts.size() - 1);
            if (parts.size() == 1) {
                return text.equals(first);
            }
            int from = first.length();
            int to = text.length() - last.length();
            if (from > to || !text.startsWith(first) || !text.endsWith(last)) {
                return false;
            }
            for (String part : parts.subList(1, parts.size() - 1)) {
                int index = text.indexOf(part, from);
                if (index < 0 || index + part.length() > to) {
                    return false;
                }
                from = index + part.length();
            }
            return true;
        }
    }
}
