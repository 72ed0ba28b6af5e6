/** Cost and revenue of runs, validated against price times quantity over several seeds. */
package dev.brownout.money;
