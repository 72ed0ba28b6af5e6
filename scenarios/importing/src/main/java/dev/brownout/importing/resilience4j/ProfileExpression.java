package dev.brownout.importing.resilience4j;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Expression on the names of profiles, such as {@code prod & !eu}, with the operators {@code !}, {@code &} and
 * {@code |}, parentheses, and a comma as {@code |}.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/profiles.html">Spring Boot, Profiles</a>
 */
final class ProfileExpression {
    private final String text;
    private final Set<String> active;
    private final Set<String> named = new LinkedHashSet<>();
    private int at;

    private ProfileExpression(String text, Set<String> active) {
        this.text = text;
        this.active = active;
    }

    /** Returns whether an expression is true if exactly these profiles are active. */
    static boolean matches(String text, Set<String> active) {
        return new ProfileExpression(text, active).any();
    }

    /** Returns the names of the profiles in an expression that are not negated. */
    static Set<String> names(String text) {
        ProfileExpression expression = new ProfileExpression(text, Set.of());
        expression.any();
        return expression.named;
    }

    private boolean any() {
        boolean result = all();
        while (at < text.length() && (text.charAt(at) == '|' || text.charAt(at) == ',')) {
            at++;
            result |= all();
        }
        return result;
    }

    private boolean all() {
        boolean result = one(true);
        while (at < text.length() && text.charAt(at) == '&') {
            at++;
            result &= one(true);
        }
        return result;
    }

    private boolean one(boolean positive) {
        blanks();
        if (at < text.length() && text.charAt(at) == '!') {
            at++;
            return !one(!positive);
        }
        boolean result;
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            result = any();
            at = Math.min(text.length(), at + 1);
        } else {
            int start = at;
            while (at < text.length() && "&|,()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at).strip();
            if (positive) {
                named.add(name);
            }
            result = active.contains(name);
        }
        blanks();
        return result;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
