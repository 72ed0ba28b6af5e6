/** What runs cost and bring in, held against prices times amounts over several seeds. */
package dev.brownout.money;
