/** Architecture and style rules of the code base, enforced by tests. */
package dev.brownout.architecture;
