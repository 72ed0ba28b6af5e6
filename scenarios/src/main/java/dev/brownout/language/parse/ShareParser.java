package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spec.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses shares that may change over time: {@code 10%}, {@code 10% until 5m then 50%}. */
public final class ShareParser {
    private static final Pattern NEXT = Pattern.compile("\\s+until\\s+(\\S+)\\s+then\\s+");

    private ShareParser() {}

    /** Parses a share that may change. Throws {@code ValueException} if the text is invalid. */
    public static ChangingShare changing(String text) {
        List<Share> shares = new ArrayList<>();
        List<Long> changesAt = new ArrayList<>();
        Matcher next = NEXT.matcher(text);
        int from = 0;
        while (next.find()) {
            shares.add(share(text.substring(from, next.start())));
            changesAt.add(UnitParser.read(next.group(1), Dimension.TIME).longValue());
            from = next.end();
        }
        shares.add(share(text.substring(from)));
        try {
            return new ChangingShare(shares, changesAt);
        } catch (IllegalArgumentException wrong) {
            throw new ValueException(text, Sentence.reason(wrong));
        }
    }

    /** Returns a changing share as a scenario writes it. */
    public static String written(List<String> shares, List<Long> changesAt) {
        StringBuilder text = new StringBuilder(shares.get(0));
        for (int i = 0; i < changesAt.size(); i++) {
            String place = UnitParser.write(new Amount(BigDecimal.valueOf(changesAt.get(i)), Dimension.TIME));
            text.append(" until ").append(place).append(" then ").append(shares.get(i + 1));
        }
        return text.toString();
    }

    private static Share share(String text) {
        BigDecimal ratio = UnitParser.read(text, Dimension.RATIO);
        try {
            return new Share(ratio.doubleValue());
        } catch (IllegalArgumentException wrong) {
            throw new ValueException(text, Sentence.reason(wrong));
        }
    }
}
