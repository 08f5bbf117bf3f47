package stet.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Stet. */
@SpringBootApplication(proxyBeanMethods = false)
public class StetApplication {
    public static void main(String[] args) {
        SpringApplication.run(StetApplication.class, args);
    }
}
