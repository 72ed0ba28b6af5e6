package dev.brownout.importing.topology;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of model servers, in commands and variables. Those with a setting of {@code kind: inference} are used. Those
 * that change the times or the memory of a model are listed.
 *
 * @see <a href="https://docs.vllm.ai/en/stable/configuration/engine_args.html">vLLM, engine arguments</a>
 * @see <a href="https://docs.sglang.ai/advanced_features/server_arguments.html">SGLang, server arguments</a>
 * @see <a href="https://huggingface.co/docs/text-generation-inference/reference/launcher">TGI, launcher arguments</a>
 * @see <a href="https://docs.ollama.com/faq">Ollama, FAQ: concurrent requests and the context</a>
 * @see <a href="https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md">llama.cpp, HTTP server</a>
 */
public final class ModelOptions {
    /** Reason for which hardware of a model server other than GPUs is left out. */
    public static final String HARDWARE = "'step' of a model has the times of its hardware, to be measured";

    /** Paths of settings by the names of options, without dashes at the start and in lower case. */
    private static final Map<Product, Map<String, String>> SETTINGS = new EnumMap<>(Product.class);

    /** Options without an effect on the times and the memory of a model. */
    private static final Pattern WITHOUT_EFFECT = Pattern.compile("(host|hostname|port|served-model-name|alias|api-key"
            + "|chat-template|trust-remote-code|.*-parser|enable-auto-tool-choice|download-dir|huggingface-hub-cache"
            + "|.*-log-.*|log-.*|.*-logging|json-output|ollama-(host|models|origins|debug)|help|c)");

    /** Variables of model servers, in the notation of options. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(ollama|vllm|sglang|llama-arg)-.*|max-(batch|input|total|concurrent)-.*|max-batch-size|num-shard|sharded"
                    + "|quantize|kv-cache-dtype|speculate|cuda-memory-fraction");

    private static final Pattern TOKEN = Pattern.compile("[^\\s'\"]+");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})([kKmM]?)");
    private static final Map<String, Long> FACTORS =
            Map.of("", 1L, "k", 1000L, "K", 1024L, "m", 1_000_000L, "M", 1L << 20);
    private static final long MAXIMUM = 1_000_000;
    private static final long KV_TOKENS = 100_000;
    private static final long BATCH_TOKENS = 2048;
    private static final long SEQUENCES = 256;
    private static final long BLOCK = 16;

    static {
        add(Product.VLLM, "gpus", "tensor-parallel-size", "tp");
        add(Product.VLLM, "max_sequences", "max-num-seqs");
        add(Product.VLLM, "batch_tokens", "max-num-batched-tokens");
        add(Product.VLLM, "context", "max-model-len");
        add(Product.VLLM, "block", "block-size");
        add(Product.SGLANG, "gpus", "tensor-parallel-size", "tp-size", "tp");
        add(Product.SGLANG, "max_sequences", "max-running-requests");
        add(Product.SGLANG, "batch_tokens", "chunked-prefill-size");
        add(Product.SGLANG, "context", "context-length");
        add(Product.SGLANG, "kv_tokens", "max-total-tokens");
        add(Product.SGLANG, "block", "page-size");
        add(Product.SGLANG, "queue", "max-queued-requests");
        add(Product.TGI, "gpus", "num-shard");
        add(Product.TGI, "context", "max-total-tokens");
        add(Product.TGI, "kv_tokens", "max-batch-total-tokens");
        add(Product.OLLAMA, "max_sequences", "ollama-num-parallel");
        add(Product.OLLAMA, "context", "ollama-context-length");
        add(Product.OLLAMA, "queue", "ollama-max-queue");
        add(Product.LLAMA_CPP, "max_sequences", "parallel", "np", "llama-arg-n-parallel");
        add(Product.LLAMA_CPP, "kv_tokens", "ctx-size", "c", "llama-arg-ctx-size");
        add(Product.LLAMA_CPP, "batch_tokens", "batch-size", "b", "llama-arg-batch");
    }

    private final SystemPart part;
    private final Map<String, String> settings;
    private final Map<String, Option> used = new TreeMap<>();

    /**
     * Option of a program.
     *
     * @param name name as in the file, such as {@code --max-num-seqs} or {@code OLLAMA_MAX_QUEUE}
     * @param value value; empty for a flag
     * @param setting setting of the file with the option
     */
    public record Option(String name, String value, Setting setting) {}

    private ModelOptions(SystemPart part, Product product) {
        this.part = part;
        this.settings = SETTINGS.get(product);
    }

    private static void add(Product product, String path, String... names) {
        Map<String, String> settings = SETTINGS.computeIfAbsent(product, none -> new TreeMap<>());
        for (String name : names) {
            settings.put(name, path);
        }
    }

    /** Returns the options in the words of a command, of which each may be a line of a shell. */
    public static List<Option> ofCommand(List<Setting> words, Function<Setting, String> text) {
        List<Option> options = new ArrayList<>();
        boolean isValue = false;
        for (Setting word : words) {
            Matcher tokens = TOKEN.matcher(text.apply(word));
            while (tokens.find()) {
                String token = tokens.group();
                int equals = token.indexOf('=');
                if (token.matches("--?[A-Za-z].*")) {
                    options.add(
                            equals < 0
                                    ? new Option(token, "", word)
                                    : new Option(token.substring(0, equals), token.substring(equals + 1), word));
                } else if (isValue && !(isShell(options) && !Character.isDigit(token.charAt(0)))) {
                    Option flag = options.remove(options.size() - 1);
                    options.add(new Option(flag.name(), token, word));
                }
                isValue = token.startsWith("-") && equals < 0;
            }
        }
        return options;
    }

    /** Returns whether the last option may be the one of a shell before its command. */
    private static boolean isShell(List<Option> options) {
        return options.get(options.size() - 1).name().equals("-c");
    }

    /**
     * Adds the settings of a model server.
     *
     * @param gpus numbers of GPUs of a node; empty if they are not in the files
     */
    public static void apply(SystemPart part, Product product, List<Option> options, List<Option> gpus) {
        ModelOptions model = new ModelOptions(part, product);
        gpus.forEach(option -> model.set("gpus", option, "the GPUs of"));
        options.forEach(model::apply);
        if (product == Product.OLLAMA) {
            model.complete("max_sequences", 1, "Ollama's default: OLLAMA_NUM_PARALLEL");
            model.complete("queue", 512, "Ollama's default: OLLAMA_MAX_QUEUE");
            model.complete("context", 4096, "Ollama's default: OLLAMA_CONTEXT_LENGTH on a GPU with less than 24 GiB");
        }
        model.fit();
    }

    private void apply(Option option) {
        String name = option.name().replaceFirst("^-+", "").replace('_', '-').toLowerCase(Locale.ROOT);
        boolean isOption =
                option.name().startsWith("-") || VARIABLE.matcher(name).matches();
        String path = settings.get(name);
        if (path != null) {
            set(path, option, "the option " + option.name() + " of");
        } else if (isOption && !WITHOUT_EFFECT.matcher(name).matches()) {
            option.setting()
                    .ignore(
                            "the option " + option.name() + " of",
                            part.name(),
                            "'step' and 'kv_tokens' have the times and the memory of a model, to be measured");
        }
    }

    private void set(String path, Option option, String name) {
        Matcher number = NUMBER.matcher(option.value());
        long value = number.matches() ? Long.parseLong(number.group(1)) * FACTORS.get(number.group(2)) : 0;
        if (value < 1 || value > (path.endsWith("tokens") ? 100 * MAXIMUM : MAXIMUM)) {
            option.setting().ignore(name, part.name(), "it is no number here, so '" + path + "' has its default");
        } else if (!part.hasSetting(path)) {
            option.setting().text();
            used.put(path, option);
            part.addSetting(
                    path, Long.toString(value), "origin: " + option.setting().origin());
        } else if (part.value(path).equals(Long.toString(value))) {
            option.setting().text();
        } else {
            option.setting().ignore(name, part.name(), "here '" + path + "' is that of another setting");
        }
    }

    private void complete(String path, long value, String origin) {
        if (!part.hasSetting(path)) {
            part.addSetting(path, Long.toString(value), origin);
        }
    }

    /**
     * Adjusts the limits to each other, as each engine requires it: those without a value in the files, if possible.
     */
    private void fit() {
        long sequences = number(part, "max_sequences", SEQUENCES);
        long tokens = number(part, "batch_tokens", BATCH_TOKENS);
        if (sequences > tokens && part.hasSetting("batch_tokens")) {
            reduce("max_sequences", tokens, "at most 'batch_tokens': a step has a token of each sequence");
        } else if (sequences > tokens) {
            complete("batch_tokens", sequences, "a guess: a token of a step for each sequence");
        }
        long context = number(part, "context", 1);
        long block = number(part, "block", BLOCK);
        long room = number(part, "kv_tokens", KV_TOKENS) / block * block;
        if (context > room && part.hasSetting("kv_tokens")) {
            reduce("context", room, "at most 'kv_tokens', the room of the KV cache");
        } else if (context > room) {
            complete(
                    "kv_tokens",
                    (context + block - 1) / block * block,
                    "a guess: room for one sequence, to be measured");
        }
    }

    /** Reduces a setting. The option that states a larger value is listed. */
    private void reduce(String path, long value, String reason) {
        Option stated = used.get(path);
        if (stated != null) {
            stated.setting()
                    .reject("the option " + stated.name() + " of " + part.name() + ": '" + path + "' is " + reason);
        }
        part.addSetting(path, Long.toString(value), reason);
    }

    /** Returns the number of a setting of a part, or its default. */
    static long number(SystemPart part, String path, long usual) {
        return part.hasSetting(path) ? Long.parseLong(part.value(path)) : usual;
    }

    /** Returns the number of sequences that a node computes together, with a mean number of tokens in each. */
    static double batch(SystemPart part, double tokens) {
        return Math.max(
                1, Math.min(number(part, "max_sequences", SEQUENCES), number(part, "kv_tokens", KV_TOKENS) / tokens));
    }
}
