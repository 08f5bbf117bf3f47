package stet.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import stet.web.http.OutOfMemory;
import stet.web.operations.Errands;

/** Starts Stet: with a word, it runs that errand and ends; or else the newsroom opens. */
@SpringBootApplication(proxyBeanMethods = false)
public class StetApplication {
    public static void main(String[] args) {
        var ended = Errands.run(args, System.out);
        if (ended.isPresent()) {
            System.exit(ended.getAsInt());
        }
        OutOfMemory.watch();
        SpringApplication.run(StetApplication.class, args);
    }
}
