/** Fallback: replaces a failed response by that of another component, or by a prepared one. */
@ModelSheet(
        models = {
            "A failure becomes a call to another component, or immediately a successful prepared response.",
            "The client sees a success. The metric 'fallbacks' counts it."
        },
        leftOut = "The age and the quality of prepared responses.",
        sources = "Hystrix and resilience4j: fallback methods.")
package dev.brownout.policy.fallback;

import dev.brownout.spec.ModelSheet;
