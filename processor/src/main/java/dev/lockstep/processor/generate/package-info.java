/** One class a generated file. Generators take a checked model and never fail. */
package dev.lockstep.processor.generate;
