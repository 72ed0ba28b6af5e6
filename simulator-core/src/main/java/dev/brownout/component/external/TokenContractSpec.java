package dev.brownout.component.external;

import dev.brownout.cost.Price;
import dev.brownout.random.TokenCounts;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.MoneyAmount;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tokens of the calls of a language model's API, and their prices. */
public record TokenContractSpec(
        @Doc("Tokens of a prompt, if the service is the API of a language model. Default: calls have no tokens.")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        Optional<TokenCounts> prompt,

        @Doc("Tokens of an output, with 'prompt'. All attempts of a request have the same prompt and the same output.")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        Optional<TokenCounts> output,

        @Doc("Maximum number of tokens of an output (max_tokens of a request). A longer output ends there. A rate_limit"
                + " with 'unit: tokens' counts it in place of the output. Default: no limit.")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        Optional<Integer> maxOutput,

        @Doc("Price of a million prompt tokens of billed calls.")
        @DefaultSource("prices of APIs of language models are stated per million tokens")
        Optional<MoneyAmount> promptPrice,

        @Doc("Price of a million output tokens of billed calls.")
        @DefaultSource("prices of APIs of language models are stated per million tokens")
        Optional<MoneyAmount> outputPrice) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Names of the metrics that count the billed tokens. */
    private static final String PROMPT = "prompt_tokens";

    private static final String OUTPUT = "output_tokens";

    /**
     * Validates the tokens.
     *
     * @throws InvalidParameterException if there are prompts without outputs, or a setting of tokens without tokens
     */
    public TokenContractSpec {
        if (prompt.isPresent() != output.isPresent()) {
            throw new InvalidParameterException(
                    prompt.isPresent() ? "prompt" : "output",
                    prompt.isPresent()
                            ? Sentence.of(
                                    "the calls of a language model have a 'prompt' and an 'output': add output: 250")
                            : Sentence.of(
                                    "the calls of a language model have a 'prompt' and an 'output': add prompt: 1000"));
        }
        requireTokens("max_output", maxOutput, prompt);
        requireTokens("prompt_price", promptPrice, prompt);
        requireTokens("output_price", outputPrice, prompt);
    }

    private static void requireTokens(String parameter, Optional<?> value, Optional<TokenCounts> prompt) {
        if (value.isPresent() && prompt.isEmpty()) {
            throw new InvalidParameterException(
                    parameter, "'{}' needs calls with tokens: add prompt: 1000 and output: 250", parameter);
        }
    }

    /** Returns whether calls have tokens. */
    boolean hasTokens() {
        return prompt.isPresent();
    }

    /** Returns the prices by billed item. */
    SortedMap<String, Price> prices() {
        SortedMap<String, Price> prices = new TreeMap<>();
        promptPrice.ifPresent(price -> prices.put(PROMPT, perMillion(price)));
        outputPrice.ifPresent(price -> prices.put(OUTPUT, perMillion(price)));
        return prices;
    }

    private static Price perMillion(MoneyAmount price) {
        return new Price(price.amount(), Price.Basis.PIECES, MILLION, "M");
    }
}
