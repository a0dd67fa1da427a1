"""Which address is answered by what. The desk, the CMS and the accounts first; readers' pages take the rest."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from wiredesk.newsroom import signing
from wiredesk.newsroom import urls as newsroom_urls
from wiredesk.newsroom.health import healthz, metrics, readyz
from wiredesk.site import urls as site_urls
from wiredesk.wire import push

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("push/<slug:name>/", push.receive),
    path("push/<slug:name>/<str:token>/", push.websub),
    path("desk/", include(newsroom_urls)),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/openid/", signing.start, name="openid"),
    path("accounts/openid/back/", signing.back, name="openid_back"),
    path("accounts/", include("allauth.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    *site_urls.urlpatterns,
    path("", include(wagtail_urls)),
]
